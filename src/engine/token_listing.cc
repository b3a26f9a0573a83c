#include "leitong/token_listing.h"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/input/encoding_warning.h"
#include "engine/input/inputs.h"
#include "engine/output/output.h"
#include "engine/record/record_fields.h"
#include "engine/utf8_append.h"
#include "io/line_records.h"
#include "leitong/fold.h"
#include "leitong/tokens.h"

namespace leitong {
namespace {

class Lister {
 public:
  Lister(const TokenListingOptions& options, const FilterOptions& reading,
         const FilterEvents& events, Inputs inputs, Output output, Tokenizer tokenizer)
      : options_(options),
        events_(events),
        inputs_(std::move(inputs)),
        output_(std::move(output)),
        folder_(options.comparison.fold),
        tokenizer_(std::move(tokenizer)),
        fields_(inputs_.layout(), reading) {}

  Result<TokenListingReport> run() {
    report_.format = inputs_.format();
    Block block;
    while (true) {
      const Result<bool> more = inputs_.next(block);
      if (!more) return std::unexpected(more.error());
      if (!*more) break;
      if (Result<void> listed = list(block); !listed) return std::unexpected(listed.error());
    }
    if (Result<void> closed = output_.close(); !closed) return std::unexpected(closed.error());
    report_.input_errors = inputs_.errors();
    return std::move(report_);
  }

 private:
  Result<void> list(const Block& block) {
    fields_.split(block, lines_);
    listing_.clear();
    ill_formed_ = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (fields_.is_header(block, i)) continue;
      const std::string_view line =
          block.bytes.substr(lines_[i].begin, lines_[i].end - lines_[i].begin);
      const auto text = text_of(line, block, block.first_line + fields_.line(i));
      if (!text) continue;
      append_tokens(*text);
      listing_ += '\n';
      ++report_.lines;
    }
    warn_of_encoding(block);
    if (Result<void> written = output_.write(listing_); !written) return written;
    return options_.line_buffered ? output_.flush() : Result<void>{};
  }

  void warn_of_encoding(const Block& block) {
    if (input_warned_of_ == block.input || !events_.warning) return;
    std::optional<Error> problem = encoding_warning(block, ill_formed_, inputs_.name(block.input));
    if (!problem) return;
    input_warned_of_ = block.input;
    events_.warning({.problem = std::move(*problem)});
  }

  // None of a record that holds no text.
  std::optional<std::string_view> text_of(std::string_view line, const Block& block,
                                          std::uint64_t number) {
    if (fields_.is_blank_record(line)) return "";
    if (Result<void> read = fields_.read(line); !read) {
      ++report_.failed;
      read.error().path = inputs_.name(block.input);
      read.error().line = number;
      if (events_.warning) events_.warning({.problem = std::move(read.error())});
      return "";
    }
    if (fields_.kind() != RecordKind::kCompared) return std::nullopt;
    return fields_.text();
  }

  void append_tokens(std::string_view text) {
    folder_.fold(text, folded_);
    ill_formed_ += folded_.ill_formed;
    tokenizer_.tokenize(folded_.units, tokens_);
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (i > 0) listing_ += ' ';
      append_utf8(listing_, std::u16string_view(folded_.units)
                                .substr(tokens_.begin[i], tokens_.end[i] - tokens_.begin[i]));
    }
  }

  const TokenListingOptions& options_;
  const FilterEvents& events_;
  Inputs inputs_;
  Output output_;
  Folder folder_;
  Tokenizer tokenizer_;
  RecordFields fields_;
  std::vector<LineSpan> lines_;
  FoldedText folded_;
  Tokens tokens_;
  std::string listing_;
  std::uint64_t ill_formed_ = 0;  // of the block at hand
  std::int64_t input_warned_of_ = -1;
  TokenListingReport report_;
};

}  // namespace

Result<TokenListingReport> list_tokens(const TokenListingOptions& options,
                                       const FilterEvents& events) {
  FilterOptions reading;
  reading.inputs = options.inputs;
  reading.format = options.format;
  reading.field = options.field;
  reading.header = options.header;
  reading.delimiter = options.delimiter;
  reading.line_buffered = options.line_buffered;
  Result<Inputs> inputs = Inputs::open(reading, false);
  if (!inputs) return std::unexpected(std::move(inputs.error()));
  if (events.settled) {
    if (auto error = events.settled({.format = inputs->format()})) return std::unexpected(*error);
  }
  Result<Tokenizer> tokenizer =
      Tokenizer::create(options.comparison.tokens, options.comparison.segmenter);
  if (!tokenizer) return std::unexpected(std::move(tokenizer.error()));
  Result<Output> output = Output::create(options.output, inputs->identities());
  if (!output) return std::unexpected(std::move(output.error()));
  return Lister(options, reading, events, std::move(*inputs), std::move(*output),
                std::move(*tokenizer))
      .run();
}

}  // namespace leitong
