#include "engine/record/record_layout.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <system_error>
#include <utility>

namespace leitong {
namespace {

std::string listed(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  return all;
}

// What may help if a column isn't there: a table of one column may be one of several, with another
// delimiter.
std::string advice(const TableLayout& table, CsvDialect dialect, const char* option) {
  if (!dialect.quotes || table.names.size() > 1) return option;
  for (const char other : {';', '\t', '|', ','}) {
    if (table.names.front().find(other) == std::string::npos) continue;
    const std::string written = other == '\t' ? "\\t" : std::string(1, other);
    return std::string(option) + ", or --delimiter '" + written + "'";
  }
  return option;
}

Result<std::size_t> column(const TableLayout& table, const std::string& wanted,
                           const std::string& advice) {
  if (table.header) {
    const auto found = std::ranges::find(table.names, wanted);
    if (found != table.names.end()) return static_cast<std::size_t>(found - table.names.begin());
  }
  std::size_t number = 0;
  const char* const end = wanted.data() + wanted.size();
  const auto [rest, error] = std::from_chars(wanted.data(), end, number);
  if (error == std::errc() && rest == end && number >= 1 && number <= table.names.size()) {
    return number - 1;
  }
  const std::string columns =
      table.header ? "the columns are: " + listed(table.names)
                   : "they are numbered from 1 to " + std::to_string(table.names.size());
  return std::unexpected(Error{.kind = Error::Kind::kInput,
                               .what = "there is no column \"" + wanted + "\"; " + columns,
                               .line = 1,
                               .advice = advice});
}

std::vector<std::string> mark_columns(const FilterOptions& options) {
  const std::string prefix = "leitong_";
  if (options.unit.value_or(Unit::kRecord) != Unit::kRecord) {
    return {prefix + "rule", prefix + "spans"};
  }
  std::vector<std::string> columns = {prefix + "rule", prefix + "similarity",
                                      prefix + "leader_input", prefix + "leader_record"};
  if (!options.id_field.empty()) columns.push_back(prefix + "leader_id");
  return columns;
}

// Fails where two columns would have one name.
Result<void> add_marks(const FilterOptions& options, TableLayout& table) {
  table.marks = mark_columns(options);
  for (const std::string& mark : table.marks) {
    if (!table.header || std::ranges::find(table.names, mark) == table.names.end()) continue;
    return std::unexpected(Error{.kind = Error::Kind::kInput,
                                 .what = "there is a column \"" + mark + "\" already",
                                 .line = 1,
                                 .advice = "--mark would add one"});
  }
  return {};
}

}  // namespace

CsvDialect dialect_of(const FilterOptions& options, Format format) {
  return format == Format::kTsv ? kTsvDialect : CsvDialect{.delimiter = options.delimiter};
}

std::optional<Error> check_dialect(const FilterOptions& options, Format format) {
  if (!can_delimit(options.delimiter)) {
    return Error{.kind = Error::Kind::kUsage,
                 .what = "columns are delimited by one ASCII character, no quote and no line end",
                 .advice = "--delimiter"};
  }
  if (options.delimiter != kCsvDialect.delimiter && format != Format::kCsv) {
    return Error{.kind = Error::Kind::kUsage,
                 .what = format == Format::kTsv ? "TSV has tabs between its columns"
                                                : "only CSV has columns with a delimiter",
                 .advice = "--delimiter or --format csv"};
  }
  return std::nullopt;
}

Result<TableLayout> table_layout(const FilterOptions& options, CsvDialect dialect,
                                 std::string_view first_record) {
  TableLayout table{.header = options.header};
  std::vector<CsvField> fields;
  if (Result<void> split = split_csv_record(first_record, dialect, fields); !split) {
    split.error().line = 1;
    return std::unexpected(std::move(split.error()));
  }
  for (const CsvField& field : fields) {
    std::string& name = table.names.emplace_back(field.raw);
    if (field.doubled) unescape_csv(field.raw, name);
  }
  const auto settle = [&](const std::string& wanted, const char* option,
                          auto& target) -> Result<void> {
    const Result<std::size_t> found = column(table, wanted, advice(table, dialect, option));
    if (!found) return std::unexpected(found.error());
    target = *found;
    return {};
  };
  if (auto settled = settle(options.field, "--field", table.field); !settled) {
    return std::unexpected(std::move(settled.error()));
  }
  if (!options.id_field.empty()) {
    if (auto settled = settle(options.id_field, "--id-field", table.id_field); !settled) {
      return std::unexpected(std::move(settled.error()));
    }
  }
  if (!options.keep.field.empty()) {
    if (auto settled = settle(options.keep.field, "--keep", table.keep_field); !settled) {
      return std::unexpected(std::move(settled.error()));
    }
  }
  if (options.mark) {
    if (auto added = add_marks(options, table); !added) {
      return std::unexpected(std::move(added.error()));
    }
  }
  return table;
}

}  // namespace leitong
