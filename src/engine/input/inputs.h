// The inputs of a run, one after another, as blocks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/record/record_layout.h"
#include "engine/report/audit.h"
#include "io/block_reader.h"
#include "io/compression.h"
#include "io/source.h"
#include "io/spool.h"
#include "io/stretches.h"
#include "leitong/error.h"
#include "leitong/filter.h"

namespace leitong {

// Not thread-safe.
class Inputs {
 public:
  // Opens every input once, so that nothing is written if one is missing, and settles the format.
  // `read_twice`: rewind() will be called.
  [[nodiscard]] static Result<Inputs> open(const FilterOptions& options, bool read_twice);

  [[nodiscard]] Format format() const { return format_; }
  [[nodiscard]] RecordLayout layout() const {
    return {.format = format_, .dialect = dialect_, .table = table_};
  }
  [[nodiscard]] const std::vector<FileIdentity>& identities() const { return identities_; }
  [[nodiscard]] const std::string& name(std::size_t input) const { return names_[input]; }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  // How it stands there. Known only where the output is as compressed (FilterOptions::output_dir).
  [[nodiscard]] Compression compression(std::size_t input) const { return compressions_[input]; }

  // The next block of the current input, or the first of the next one; false after the last. Each
  // input has at most one block with `last`. An input that fails ends there, and the others go on.
  // Fails itself only where what was read can't be kept for the second time.
  [[nodiscard]] Result<bool> next(Block& out);

  // As if they had been opened to be read twice. Before anything is read.
  void expect_rewind() { read_twice_ = !by_file_; }
  // Starts again from the first input. Needs read_twice and that everything was read.
  void rewind();

  // Starts a step that reads of each input only these stretches of it, but of the first ones all,
  // after a step that read everything. Needs read_twice.
  void start_step(std::vector<Stretches> stretches, std::uint32_t whole_inputs);
  // A place in what is read now, as one in the input as it stands.
  [[nodiscard]] Place original(const Place& place) const;
  // Stretches of what is read now, as those of the inputs as they stand.
  [[nodiscard]] std::vector<Stretches> original(std::vector<Stretches> stretches) const;

  // With Unit::kFile each input is one block. One that can't be opened or read has one too, cut
  // short; and the second time blocks are empty: only what each input is called is asked for.

  // Inputs that could not be read to their end, in order. Grows in next().
  [[nodiscard]] const std::vector<Error>& errors() const { return errors_; }

  // Of the inputs as they stand, compressed or not.
  [[nodiscard]] std::uint64_t raw_bytes_read() const;
  [[nodiscard]] std::uint64_t raw_bytes_total() const {  // in this pass; 0: unknown
    return raw_total_.value_or(0);
  }

 private:
  // An input that was opened ahead and can't be opened again.
  struct Opened {
    std::unique_ptr<Source> source;
    std::unique_ptr<StretchSource> stretches;
    std::unique_ptr<BlockReader> reader;
  };

  explicit Inputs(const FilterOptions& options, bool read_twice);
  [[nodiscard]] Result<void> look_at(std::size_t input);
  // The first block of a source, which stays to be read.
  [[nodiscard]] Block look_ahead(Source& source, std::size_t input, Opened& opened);
  [[nodiscard]] Result<Format> format_of(std::size_t input, Source& source, Opened& opened);
  // Settles the columns by the first input that has any; those of others must be the same.
  [[nodiscard]] Result<void> look_at_columns(Source& source, std::size_t input, Opened& opened);
  [[nodiscard]] BlockOptions block_options(std::size_t input) const;
  [[nodiscard]] Result<void> start(std::size_t input);
  [[nodiscard]] bool reads_stretches(std::size_t input) const {
    return !stretches_.empty() && input >= whole_inputs_;
  }
  void add_error(Error error);
  [[nodiscard]] Result<void> keep_copy(const Block& block);
  void check_unchanged(const Block& block);
  bool next_name(Block& out);
  void make_empty(Block& out);
  void finish_current();

  std::vector<std::string> names_;
  Format asked_format_;
  std::size_t block_size_;
  bool small_reads_;
  bool by_file_;
  bool read_twice_;
  bool asks_compression_;
  std::string temp_dir_;

  Format format_ = Format::kAuto;
  const FilterOptions* options_;  // while inputs are opened
  CsvDialect dialect_ = {};       // once the format is known
  std::shared_ptr<const TableLayout> table_;
  std::size_t table_input_ = 0;  // which had the columns
  std::vector<FileIdentity> identities_;
  std::vector<Compression> compressions_;  // by input
  std::optional<std::uint64_t> raw_total_ = 0;
  std::uint64_t raw_again_ = 0;  // what there is to be read in a later pass
  std::uint64_t raw_done_ = 0;
  std::vector<Error> errors_;

  std::vector<Opened> opened_;                // by input; mostly empty
  std::vector<std::optional<Spool>> spools_;  // by input: copies of what can't be read again
  std::vector<std::uint64_t> bytes_read_;     // by input, in the first pass
  std::vector<bool> broken_;                  // by input; of files alone
  std::vector<Stretches> stretches_;          // by input; none: in the first step
  std::uint32_t whole_inputs_ = 0;            // … that are read whole in later ones
  bool second_pass_ = false;
  bool begins_step_ = true;  // the first pass of a step
  std::size_t current_ = 0;
  std::uint64_t current_bytes_ = 0;
  Opened now_;
};

}  // namespace leitong
