// The smallest automaton that knows every substring of a text (Blumer, Blumer, Haussler,
// Ehrenfeucht, Chen and Seiferas 1985), built online. Each state stands for the substrings that end
// at the same set of places; its link leads to the longest of their suffixes that ends at more
// places than they. So after a symbol is appended, the link of the state of the whole text is the
// longest suffix that occurred before: one look answers how far back the place where we are repeats
// something.
//
// Cost: at most two states and three edges a symbol, about 100 bytes where symbols seldom repeat;
// constant time a symbol, amortized. Rejected: lists of earlier positions a symbol, which a line
// that stands everywhere ("}") makes quadratic or, with a limit, wrong; a suffix array, which can't
// answer while the text is still being read.
#include "passage/suffix_automaton.h"

#include "base/hash.h"

namespace leitong {
namespace {

constexpr std::uint32_t kNone = 0xFFFF'FFFF;
constexpr std::uint32_t kRoot = 0;
constexpr std::size_t kFirstSlots = 64;

}  // namespace

SuffixAutomaton::SuffixAutomaton() { forget(); }

void SuffixAutomaton::forget() {
  states_.clear();
  edges_.clear();
  // Not a refill of the old table: many small texts after a large one must not pay for its size.
  slots_ = std::vector<std::uint32_t>(kFirstSlots, kNone);
  add_state(0, kNone, 0);
  last_ = kRoot;
}

std::uint32_t SuffixAutomaton::add_state(std::uint32_t length, std::uint32_t link,
                                         std::uint32_t first_end) {
  states_.push_back({length, link, first_end, kNone});
  return static_cast<std::uint32_t>(states_.size() - 1);
}

// The slot of the edge if there is one, else the empty slot where it belongs.
std::size_t SuffixAutomaton::slot_of(std::uint32_t source, std::uint32_t symbol) const {
  const std::size_t mask = slots_.size() - 1;
  const std::uint64_t key = (static_cast<std::uint64_t>(source) << 32) | symbol;
  for (std::size_t slot = mix64(key) & mask;; slot = (slot + 1) & mask) {
    const std::uint32_t edge = slots_[slot];
    if (edge == kNone) return slot;
    if (edges_[edge].source == source && edges_[edge].symbol == symbol) return slot;
  }
}

SuffixAutomaton::Edge* SuffixAutomaton::find_edge(std::uint32_t source, std::uint32_t symbol) {
  const std::uint32_t edge = slots_[slot_of(source, symbol)];
  return edge == kNone ? nullptr : &edges_[edge];
}

void SuffixAutomaton::add_edge(std::uint32_t source, std::uint32_t symbol, std::uint32_t target) {
  if ((edges_.size() + 1) * 4 > slots_.size() * 3) grow_slots();
  const auto edge = static_cast<std::uint32_t>(edges_.size());
  slots_[slot_of(source, symbol)] = edge;
  edges_.push_back({source, symbol, target, states_[source].first_edge});
  states_[source].first_edge = edge;
}

void SuffixAutomaton::grow_slots() {
  slots_.assign(slots_.size() * 2, kNone);
  for (std::uint32_t edge = 0; edge < edges_.size(); ++edge) {
    slots_[slot_of(edges_[edge].source, edges_[edge].symbol)] = edge;
  }
}

std::uint32_t SuffixAutomaton::clone(std::uint32_t state, std::uint32_t length) {
  const State original = states_[state];
  const std::uint32_t copy = add_state(length, original.link, original.first_end);
  for (std::uint32_t edge = original.first_edge; edge != kNone; edge = edges_[edge].next) {
    add_edge(copy, edges_[edge].symbol, edges_[edge].target);
  }
  return copy;
}

void SuffixAutomaton::redirect(std::uint32_t state, std::uint32_t symbol, std::uint32_t from,
                               std::uint32_t to) {
  for (; state != kNone; state = states_[state].link) {
    Edge* edge = find_edge(state, symbol);
    if (edge == nullptr || edge->target != from) return;
    edge->target = to;
  }
}

EarlierSuffix SuffixAutomaton::append(std::uint32_t symbol) {
  const std::uint32_t whole = add_state(states_[last_].length + 1, kRoot, position_++);
  std::uint32_t state = last_;
  Edge* edge = nullptr;
  while (state != kNone && (edge = find_edge(state, symbol)) == nullptr) {
    add_edge(state, symbol, whole);
    state = states_[state].link;
  }
  if (state != kNone) {
    const std::uint32_t target = edge->target;
    const std::uint32_t length = states_[state].length + 1;
    if (states_[target].length == length) {
      states_[whole].link = target;
    } else {
      // The target also stands for longer strings, which do not end here: split it.
      const std::uint32_t shorter = clone(target, length);
      redirect(state, symbol, target, shorter);
      states_[target].link = shorter;
      states_[whole].link = shorter;
    }
  }
  last_ = whole;
  const State& earlier = states_[states_[whole].link];
  return {earlier.length, earlier.first_end};
}

// As if a symbol that occurs nowhere else were appended, but without the edges that nobody follows.
void SuffixAutomaton::cut() { last_ = add_state(states_[last_].length + 1, kRoot, position_); }

std::size_t SuffixAutomaton::memory_bytes() const {
  return states_.capacity() * sizeof(State) + edges_.capacity() * sizeof(Edge) +
         slots_.capacity() * sizeof(std::uint32_t);
}

}  // namespace leitong
