#include "engine/record_layout.h"

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

Result<std::size_t> column(const TableLayout& table, const std::string& wanted,
                           const char* option) {
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
                               .advice = option});
}

}  // namespace

Result<TableLayout> table_layout(const FilterOptions& options, Format format,
                                 std::string_view first_record) {
  TableLayout table{.dialect = format == Format::kCsv ? kCsvDialect : kTsvDialect,
                    .header = options.header};
  std::vector<CsvField> fields;
  if (Result<void> split = split_csv_record(first_record, table.dialect, fields); !split) {
    split.error().line = 1;
    return std::unexpected(std::move(split.error()));
  }
  for (const CsvField& field : fields) {
    std::string& name = table.names.emplace_back(field.raw);
    if (field.doubled) unescape_csv(field.raw, name);
  }
  const auto settle = [&](const std::string& wanted, const char* option,
                          auto& target) -> Result<void> {
    const Result<std::size_t> found = column(table, wanted, option);
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
  return table;
}

}  // namespace leitong
