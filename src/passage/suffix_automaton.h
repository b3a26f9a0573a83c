// A suffix automaton over numbers, built one symbol after another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace leitong {

// A string of symbols that was appended before, given by its length and the place where its first
// occurrence ends.
struct EarlierSuffix {
  std::uint32_t length = 0;
  std::uint32_t first_end = 0;  // position of its last symbol; meaningless if length is 0
};

class SuffixAutomaton {
 public:
  SuffixAutomaton();

  // Appends the next symbol, which gets the next position, from 0, and returns the longest suffix
  // of what was appended since the last cut that occurs earlier too. Amortized constant time.
  EarlierSuffix append(std::uint32_t symbol);

  // No string reaches across this place.
  void cut();

  // Forgets all strings; positions go on.
  void forget();

  [[nodiscard]] std::size_t memory_bytes() const;

 private:
  // All strings that occur at the same places: those of the lengths link.length + 1 … length.
  struct State {
    std::uint32_t length;
    std::uint32_t link;  // the state of the longest suffix that also occurs elsewhere
    std::uint32_t first_end;
    std::uint32_t first_edge;  // newest edge of a list
  };
  struct Edge {
    std::uint32_t source;
    std::uint32_t symbol;
    std::uint32_t target;
    std::uint32_t next;
  };

  std::uint32_t add_state(std::uint32_t length, std::uint32_t link, std::uint32_t first_end);
  void add_edge(std::uint32_t source, std::uint32_t symbol, std::uint32_t target);
  // The edge that leaves `source` with `symbol`, or none.
  Edge* find_edge(std::uint32_t source, std::uint32_t symbol);
  std::uint32_t clone(std::uint32_t state, std::uint32_t length);
  // Turns the edges with `symbol` that lead to `from`, here and up the links, to `to`.
  void redirect(std::uint32_t state, std::uint32_t symbol, std::uint32_t from, std::uint32_t to);
  [[nodiscard]] std::size_t slot_of(std::uint32_t source, std::uint32_t symbol) const;
  void grow_slots();

  std::vector<State> states_;
  std::vector<Edge> edges_;
  std::vector<std::uint32_t> slots_;  // open addressing by (source, symbol); edge index or kNone
  std::uint32_t last_ = 0;            // the state of all that was appended since the cut
  std::uint32_t position_ = 0;
};

}  // namespace leitong
