// Repeated passages, paragraph tier: runs of consecutive paragraphs that repeat an earlier run.
//
// A paragraph stands here as its class, a number that equal (or near) paragraphs share. The run
// [b, e) is repeated if its classes, in this order, stand consecutively in what was read before it
// too (starting before b; the two may overlap, so text with a period reduces to one period). Every
// repeated run whose own weight reaches the minimum is removed; runs may overlap. The first
// paragraph of a class can never be in such a run, so each removed paragraph has a kept copy.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

namespace leitong {

// What became of one paragraph.
struct ParagraphFate {
  bool removed = false;
  // If removed: the position of its equal in the earliest occurrence of a run that it was removed
  // with, which may have been removed itself.
  std::size_t source = 0;
};

// Decides as the text is read, in amortized constant time a paragraph: a suffix automaton
// (Blumer et al. 1985) over the classes knows the longest repeated run that ends where we are.
// Not for use by two threads at once.
class RepeatedRuns {
 public:
  explicit RepeatedRuns(std::uint64_t min_weight);
  ~RepeatedRuns();
  RepeatedRuns(RepeatedRuns&&) noexcept;
  RepeatedRuns& operator=(RepeatedRuns&&) noexcept;

  // Appends a paragraph and gives it the next position, from 0. `weight` is asked of repeated
  // classes only: for the first paragraph of a class it may be 0.
  void add(std::uint32_t paragraph_class, std::uint64_t weight);

  // No run crosses this place (the end of a record or an input). Decides all that is open.
  void separate();

  // Forgets everything that was read, so that nothing later repeats it. Positions go on.
  void forget();

  // How many fates can be taken now; what is not yet decided comes later.
  [[nodiscard]] std::size_t decided() const;
  // The fate of the next position, in order of adding. Needs decided() > 0.
  ParagraphFate take();

  [[nodiscard]] std::size_t memory_bytes() const;

 private:
  class Automaton;
  std::unique_ptr<Automaton> automaton_;
};

}  // namespace leitong
