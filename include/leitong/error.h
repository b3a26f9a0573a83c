// What went wrong, where, and what to do about it.
//
// The library never prints, exits or aborts, and bad input never throws: what can fail returns
// Result<T>. Error is a value; it may be copied and moved between threads.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>

namespace leitong {

struct Error {
  enum class Kind {
    kUsage,     // an option or a combination of options that has no meaning
    kInput,     // something could not be read
    kOutput,    // something could not be written
    kInternal,  // a library or the machine failed us
  };

  Kind kind = Kind::kInternal;
  std::string what;        // "no such file", without full stop
  std::string path = {};   // the input or output it is about; "-" is stdin; may be empty
  std::uint64_t line = 0;  // from 1; 0: unknown
  std::optional<std::uint64_t> byte = {};  // offset from 0 in the decompressed input
  std::string advice = {};                 // what the user can do; may be empty

  // "corpus.jsonl:1042: field "text" is missing (--field)", in one line without a line end.
  [[nodiscard]] std::string message() const;
};

template <class T>
using Result = std::expected<T, Error>;

}  // namespace leitong
