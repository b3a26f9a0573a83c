// How the records of a run's inputs are read.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/csv.h"
#include "leitong/error.h"
#include "leitong/filter.h"

namespace leitong {

// What the columns of CSV and TSV are: the same in all inputs.
struct TableLayout {
  bool header = true;                   // the first record of each input names the columns
  std::vector<std::string> names = {};  // or, without a header, what stands in the first record
  std::size_t field = 0;                // the column that is compared
  std::optional<std::size_t> id_field = {};
  std::optional<std::size_t> keep_field = {};
  std::vector<std::string> marks = {};  // the columns that `--mark` adds
};

struct RecordLayout {
  Format format = Format::kText;
  CsvDialect dialect = {};                        // of CSV and TSV
  std::shared_ptr<const TableLayout> table = {};  // of CSV and TSV
};

[[nodiscard]] CsvDialect dialect_of(const FilterOptions& options, Format format);

// What the options say of tables and has no meaning for inputs of this format.
[[nodiscard]] std::optional<Error> check_dialect(const FilterOptions& options, Format format);

// From the first record of an input, without its line end. Columns are named or numbered from 1.
[[nodiscard]] Result<TableLayout> table_layout(const FilterOptions& options, CsvDialect dialect,
                                               std::string_view first_record);

}  // namespace leitong
