#include "flags/flags.h"
#include "flags/values.h"

namespace leitong::tool {
namespace {

constexpr const char* kInput = "Plain or gz, bz2, xz, zst, lz4, whatever its name; '-' is stdin";

// Which inputs there are, beside the operands.
void add_inputs(FlagTable& flags, CommandLine& line) {
  flags.add({.names = "-r,--recursive",
             .common = true,
             .what = "A folder stands for all files in it, in the order of their paths [off]",
             .value = on(line.recursive)});
  flags.add({.names = "--files-from",
             .kind = "FILE",
             .what = "More inputs, a name a line, behind the others; '-' is stdin [none]",
             .value = file_name(line.files_from)});
  flags.add({.names = "-0,--null",
             .what = line.command == Command::kDedup
                         ? "Names end with NUL in --files-from, and in what --by file prints [off]"
                         : "Names end with NUL in --files-from [off]",
             .value = on(line.null)});
}

void add_format(FlagTable& flags, FilterOptions& filter) {
  flags.add({.names = "--format",
             .common = true,
             .kind = "FORMAT",
             .what = "text (paragraphs), lines (each line a record), jsonl, csv, tsv, warc, or "
                     "auto: by name, else first bytes, but never lines, csv or tsv [auto]",
             .brief = "text, lines, jsonl, csv, tsv, warc, or auto: by name or first bytes [auto]",
             .value = choice(filter.format, {{"auto", Format::kAuto},
                                             {"text", Format::kText},
                                             {"lines", Format::kLines},
                                             {"jsonl", Format::kJsonl},
                                             {"csv", Format::kCsv},
                                             {"tsv", Format::kTsv},
                                             {"warc", Format::kWarc}})});
}

void add_field(FlagTable& flags, FilterOptions& filter) {
  flags.add({.names = "-f,--field",
             .common = true,
             .kind = "FIELD",
             .what = "The field or column (name, number) compared; a.b is b inside a [text]",
             .value = text(filter.field)});
}

void add_header(FlagTable& flags, FilterOptions& filter) {
  flags.add({.names = "--header",
             .what = "CSV, TSV: the first record of each file names the columns [on]",
             .value = on(filter.header)});
}

void add_delimiter(FlagTable& flags, FilterOptions& filter) {
  flags.add({.names = "-d,--delimiter",
             .kind = "CHAR",
             .what = "CSV: what stands between columns, such as ';' or '\\t' [,]",
             .value = character(filter.delimiter)});
}

void add_id_field(FlagTable& flags, CommandLine& line) {
  const bool index = line.command == Command::kIndex;
  flags.add(
      {.names = "--id-field",
       .common = index,
       .kind = "FIELD",
       .what = index ? "The field, column or WARC field that names a record in answers [none]"
                     : "The field, column or WARC field that names a record in --removed [none]",
       .value = text(line.filter.id_field)});
}

void add_on_error(FlagTable& flags, FilterOptions& filter) {
  flags.add({.names = "--on-error",
             .kind = "WHAT",
             .what = "A record that can't be read: keep (as it is; exit 3), drop, or "
                     "fail (exit 2) [keep]",
             .value = choice(
                 filter.on_error,
                 {{"keep", OnError::kKeep}, {"drop", OnError::kDrop}, {"fail", OnError::kFail}})});
}

}  // namespace

void add_reading(FlagTable& flags, CommandLine& line) {
  flags.begin_group("Reading");
  if (line.command == Command::kCompare) {
    flags.add_operand({.name = "A", .what = kInput});
    flags.add_operand({.name = "B", .what = kInput});
    return;
  }
  if (line.command == Command::kIndex) {
    flags.add_operand({.name = "ACTION",
                       .what =
                           "create an empty one; add what FILE has and the index has not; query "
                           "it with each record of FILE, as JSONL; info; check it"});
    flags.add_operand({.name = "DIR", .what = "The folder of the index"});
  }
  if (line.command == Command::kPlan) {
    line.filter.inputs.clear();
    flags.add_operand({.name = "FILE",
                       .what =
                           "What will be read, plain or compressed: counted and measured by its "
                           "beginnings [none: made-up Chinese text is measured]",
                       .repeats = true});
  } else {
    flags.add_operand({.name = "FILE", .what = std::string(kInput) + " [-]", .repeats = true});
  }
  add_inputs(flags, line);
  add_format(flags, line.filter);
  add_field(flags, line.filter);
  add_header(flags, line.filter);
  add_delimiter(flags, line.filter);
  if (line.command != Command::kDedup && line.command != Command::kIndex) return;
  add_id_field(flags, line);
  add_on_error(flags, line.filter);
}

}  // namespace leitong::tool
