#include "engine/input/inputs.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "engine/features.h"
#include "engine/input/format_guess.h"
#include "engine/record/record_fields.h"

namespace leitong {
namespace {

// Small enough that a block with all that is derived from it stays in a core's cache.
constexpr std::size_t kBlockSize = std::size_t{256} << 10;

BlockOptions::Cut cut_of(Format format) {
  if (format == Format::kCsv) return BlockOptions::Cut::kCsvRecord;
  if (format == Format::kWarc) return BlockOptions::Cut::kWarcRecord;
  return BlockOptions::Cut::kLine;
}

}  // namespace

Inputs::Inputs(const FilterOptions& options, bool read_twice)
    : names_(options.inputs),
      asked_format_(options.unit == Unit::kFile ? Format::kText : options.format),
      block_size_(options.block_size != 0 ? options.block_size : kBlockSize),
      small_reads_(options.line_buffered),
      by_file_(options.unit == Unit::kFile),
      read_twice_(read_twice && !by_file_),
      asks_compression_(!options.output_dir.empty()),
      temp_dir_(options.temp_dir),
      options_(&options),
      opened_(names_.size()),
      spools_(names_.size()),
      bytes_read_(names_.size(), 0),
      broken_(by_file_ ? names_.size() : 0) {}

Result<Inputs> Inputs::open(const FilterOptions& options, bool read_twice) {
  Inputs inputs(options, read_twice);
  inputs.format_ = inputs.asked_format_;
  for (std::size_t i = 0; i < inputs.names_.size(); ++i) {
    if (Result<void> looked = inputs.look_at(i); !looked) {
      return std::unexpected(std::move(looked.error()));
    }
  }
  if (inputs.format_ == Format::kAuto) inputs.format_ = Format::kText;
  if (auto error = check_dialect(options, inputs.format_)) {
    return std::unexpected(std::move(*error));
  }
  return inputs;
}

Result<void> Inputs::look_at(std::size_t input) {
  const std::string& name = names_[input];
  if (name == "-" && std::ranges::count(names_, "-") > 1) {
    return std::unexpected(Error{
        .kind = Error::Kind::kUsage, .what = "standard input can be read only once", .path = "-"});
  }
  if (name.empty()) {
    return std::unexpected(
        Error{.kind = Error::Kind::kUsage, .what = "an input has an empty name"});
  }
  Result<std::unique_ptr<Source>> source = Source::open(name);
  if (!source) {
    // Of many files one that may not be read is said at its turn, and stays.
    std::error_code code;
    if (by_file_ && std::filesystem::exists(name, code)) return {};
    return std::unexpected(std::move(source.error()));
  }
  if (const auto identity = (*source)->identity()) identities_.push_back(*identity);
  const std::optional<std::uint64_t> raw_size = (*source)->raw_size();
  if (raw_total_) *raw_total_ += raw_size.value_or(0);
  if (!raw_size) raw_total_.reset();
  compressions_.push_back(asks_compression_ ? (*source)->compression() : Compression::kNone);

  Opened opened;
  Result<Format> format = asked_format_;
  if (asked_format_ == Format::kAuto) format = format_of(input, **source, opened);
  if (!format) return std::unexpected(std::move(format.error()));
  if (format_ == Format::kAuto) format_ = *format;
  if (*format != Format::kAuto && *format != format_) {
    return std::unexpected(Error{.kind = Error::Kind::kUsage,
                                 .what = "this looks like " + std::string(name_of(*format)) +
                                         ", the inputs before it like " +
                                         std::string(name_of(format_)),
                                 .path = name,
                                 .advice = "say --format, or one run for each"});
  }
  if (is_table(format_)) {
    if (auto error = check_dialect(*options_, format_)) return std::unexpected(std::move(*error));
    dialect_ = dialect_of(*options_, format_);
    if (Result<void> looked = look_at_columns(**source, input, opened); !looked) return looked;
  }
  // A file is opened again when its turn comes: thousands of inputs don't need as many descriptors.
  if ((*source)->rewindable() && name != "-") return {};
  if ((*source)->rewindable()) {
    opened = {};
    if (Result<void> rewound = (*source)->rewind(); !rewound) return rewound;
  }
  if (opened.reader) opened.reader->set_options(block_options(input));
  opened.source = std::move(*source);
  opened_[input] = std::move(opened);
  return {};
}

Result<Format> Inputs::format_of(std::size_t input, Source& source, Opened& opened) {
  if (const Format format = format_by_name(source.name()); format != Format::kAuto) return format;
  // What the first block holds decides.
  Result<Format> format = format_by_first_bytes(look_ahead(source, input, opened).bytes);
  if (!format) format.error().path = names_[input];
  return format;
}

Block Inputs::look_ahead(Source& source, std::size_t input, Opened& opened) {
  auto reader = std::make_unique<BlockReader>(source, block_options(input));
  Block block;
  // What can't be read is said at its turn.
  if (const Result<bool> more = reader->next(block); !more || !*more) return {};
  if (!source.rewindable()) {
    reader->give_back(block);
    opened.reader = std::move(reader);
  }
  return block;
}

Result<void> Inputs::look_at_columns(Source& source, std::size_t input, Opened& opened) {
  const Block block = look_ahead(source, input, opened);
  std::vector<LineSpan> records;
  RecordFields(layout(), *options_).split(block, records);
  if (!records.empty()) {
    const std::string_view first =
        block.bytes.substr(records[0].begin, records[0].end - records[0].begin);
    Result<TableLayout> table = table_layout(*options_, dialect_, first);
    if (!table) {
      table.error().path = names_[input];
      return std::unexpected(std::move(table.error()));
    }
    if (table_ != nullptr && table_->header && table_->names != table->names) {
      return std::unexpected(Error{.kind = Error::Kind::kInput,
                                   .what = "has other columns than " + names_[table_input_],
                                   .path = names_[input],
                                   .line = 1,
                                   .advice = "one run for each; or --no-header if these are none"});
    }
    if (table_ == nullptr) {
      table_ = std::make_shared<const TableLayout>(std::move(*table));
      table_input_ = input;
    }
  }
  return {};
}

BlockOptions Inputs::block_options(std::size_t input) const {
  return {.target_size = block_size_,
          .input = static_cast<std::uint32_t>(input),
          .small_reads = small_reads_,
          .cut_at_cr = format_ == Format::kText || format_ == Format::kAuto,
          .cut = cut_of(format_),
          .csv_delimiter = dialect_.delimiter,
          .whole_up_to = by_file_ ? Analyzer::kMaxBytes : 0};
}

Result<void> Inputs::start(std::size_t input) {
  current_bytes_ = 0;
  if (opened_[input].source) {
    now_ = std::move(opened_[input]);
    opened_[input] = {};
    if (second_pass_) {
      if (Result<void> rewound = now_.source->rewind(); !rewound) return rewound;
    }
  } else {
    Result<std::unique_ptr<Source>> source = second_pass_ && spools_[input]
                                                 ? spools_[input]->reopen(names_[input])
                                                 : Source::open(names_[input]);
    if (!source) return std::unexpected(std::move(source.error()));
    now_.source = std::move(*source);
  }
  if (reads_stretches(input)) {
    const LineEnds line_ends = format_ == Format::kText ? LineEnds::kUniversal : LineEnds::kLf;
    now_.stretches =
        std::make_unique<StretchSource>(*now_.source, stretches_[input], line_ends, begins_step_);
    now_.reader = std::make_unique<BlockReader>(*now_.stretches, block_options(input));
  }
  if (!now_.reader) {
    now_.reader = std::make_unique<BlockReader>(*now_.source, block_options(input));
  }
  return {};
}

void Inputs::make_empty(Block& out) {
  out.bytes = {};
  out.offset = out.lines = 0;
  out.first_line = 1;
  out.input = static_cast<std::uint32_t>(current_);
  out.file_offset.reset();
  out.last = true;
  out.cut_short = broken_[current_];
  out.begins_input = true;
  out.byte_order_mark = false;
}

bool Inputs::next_name(Block& out) {
  if (current_ == names_.size()) return false;
  make_empty(out);
  ++current_;
  return true;
}

Result<bool> Inputs::next(Block& out) {
  if (by_file_ && second_pass_) return next_name(out);
  while (current_ < names_.size()) {
    Result<bool> more = true;
    if (!now_.reader) {
      if (Result<void> started = start(current_); !started) {
        more = std::unexpected(std::move(started.error()));
      }
    }
    if (more) more = now_.reader->next(out);
    // What can't be read the first time can't be read the second time either: said once.
    if (!more && begins_step_) {
      if (by_file_) more.error().advice = "compared with nothing, so it stays";
      add_error(std::move(more.error()));
    }
    if (!more || !*more) {
      if (by_file_ && !now_.reader) {
        broken_[current_] = true;
        make_empty(out);
        finish_current();
        return true;
      }
      finish_current();
      continue;
    }
    if (by_file_) broken_[current_] = out.cut_short;
    current_bytes_ += out.bytes.size();
    if (!begins_step_) {
      check_unchanged(out);
    } else {
      bytes_read_[current_] = current_bytes_;
      if (Result<void> copied = keep_copy(out); !copied) {
        return std::unexpected(std::move(copied.error()));
      }
    }
    return true;
  }
  return false;
}

Result<void> Inputs::keep_copy(const Block& block) {
  if (!read_twice_ || now_.source->rewindable()) return {};
  std::optional<Spool>& spool = spools_[current_];
  if (!spool) {
    Result<Spool> created = Spool::create(temp_dir_);
    if (!created) return std::unexpected(std::move(created.error()));
    spool = std::move(*created);
  }
  return spool->append(block.bytes);
}

// What a step could not read the next can't read either: said once.
void Inputs::add_error(Error error) {
  const auto is_same = [&](const Error& known) {
    return known.path == error.path && known.what == error.what;
  };
  if (std::ranges::none_of(errors_, is_same)) errors_.push_back(std::move(error));
}

void Inputs::check_unchanged(const Block& block) {
  if (!block.last || current_bytes_ == bytes_read_[current_]) return;
  errors_.push_back({.kind = Error::Kind::kInput,
                     .what = "the input has changed while it was read",
                     .path = names_[current_],
                     .advice = "run again when nothing writes to it"});
}

void Inputs::finish_current() {
  if (now_.source) {
    raw_done_ += now_.source->raw_bytes_read();
    const bool is_spooled = spools_[current_].has_value();
    if (!second_pass_) {
      raw_again_ += is_spooled ? bytes_read_[current_] : now_.source->raw_bytes_read();
    }
  }
  if (now_.source && now_.source->name() == "-" && now_.source->rewindable()) {
    opened_[current_].source = std::move(now_.source);  // standard input can't be opened again
  }
  now_ = {};
  ++current_;
}

void Inputs::rewind() {
  raw_total_ = raw_again_;
  second_pass_ = true;
  begins_step_ = false;
  current_ = 0;
  raw_done_ = 0;
  now_ = {};
}

void Inputs::start_step(std::vector<Stretches> stretches, std::uint32_t whole_inputs) {
  rewind();
  whole_inputs_ = whole_inputs;
  begins_step_ = true;
  stretches_ = std::move(stretches);
}

Place Inputs::original(const Place& place) const {
  if (!reads_stretches(place.input)) return place;
  const Stretches& stretches = stretches_[place.input];
  return {.input = place.input,
          .record = place.record + stretches.line_ends_left_out(place.start),
          .start = stretches.in_input(place.start),
          .end = place.end > place.start ? stretches.in_input(place.end - 1) + 1
                                         : stretches.in_input(place.start)};
}

std::vector<Stretches> Inputs::original(std::vector<Stretches> stretches) const {
  for (std::size_t input = 0; input < stretches.size(); ++input) {
    if (reads_stretches(input)) stretches[input] = stretches_[input].in_input(stretches[input]);
  }
  return stretches;
}

std::uint64_t Inputs::raw_bytes_read() const {
  return raw_done_ + (now_.source ? now_.source->raw_bytes_read() : 0);
}

}  // namespace leitong
