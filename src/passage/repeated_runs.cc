// Every suffix of what was read that occurs earlier is a repeated run, and the longest of them is
// the heaviest. So one question a paragraph is enough: is the longest repeated suffix that ends
// here heavy enough? If so, its paragraphs are removed; the union over all places is that of all
// repeated runs that reach the minimum. The start of the longest repeated suffix never moves back,
// so what stands before it is decided, and so is what is already removed: a long copy is decided as
// it flows.
#include <deque>
#include <utility>

#include "leitong/passages.h"
#include "passage/suffix_automaton.h"

namespace leitong {

class RepeatedRuns::Automaton {
 public:
  explicit Automaton(std::uint64_t min_weight) : min_weight_(min_weight) {}

  void add(std::uint32_t paragraph_class, std::uint64_t weight) {
    const EarlierSuffix earlier = automaton_.append(paragraph_class);
    const std::size_t here = next_;
    ++next_;
    weight_before_.push_back(weight_so_far_);
    weight_so_far_ += weight;
    fates_.push_back({});

    start_ = next_ - earlier.length;
    while (first_weight_ < start_) {
      weight_before_.pop_front();
      ++first_weight_;
    }
    if (earlier.length == 0) return;
    if (weight_so_far_ - weight_before_.front() < min_weight_) return;
    for (std::size_t position = removed_until_ > start_ ? removed_until_ : start_; position < next_;
         ++position) {
      fates_[position - taken_] = {.removed = true,
                                   .source = earlier.first_end - (here - position)};
    }
    removed_until_ = next_;
  }

  void separate() {
    automaton_.cut();
    start_ = next_;
  }

  void forget() {
    automaton_.forget();
    start_ = next_;
  }

  [[nodiscard]] std::size_t decided() const {
    return (removed_until_ > start_ ? removed_until_ : start_) - taken_;
  }

  ParagraphFate take() {
    const ParagraphFate fate = fates_.front();
    fates_.pop_front();
    ++taken_;
    return fate;
  }

  [[nodiscard]] std::size_t memory_bytes() const { return automaton_.memory_bytes(); }

 private:
  std::uint64_t min_weight_;
  SuffixAutomaton automaton_;
  std::size_t next_ = 0;           // position of the next paragraph
  std::size_t start_ = 0;          // where the longest repeated suffix begins
  std::size_t removed_until_ = 0;  // behind the last paragraph known to be removed
  std::size_t taken_ = 0;          // position of fates_.front()
  std::size_t first_weight_ = 0;   // position of weight_before_.front()
  std::uint64_t weight_so_far_ = 0;
  std::deque<ParagraphFate> fates_;
  std::deque<std::uint64_t> weight_before_;  // of all paragraphs before, for start_ and later
};

RepeatedRuns::RepeatedRuns(std::uint64_t min_weight)
    : automaton_(std::make_unique<Automaton>(min_weight)) {}
RepeatedRuns::~RepeatedRuns() = default;
RepeatedRuns::RepeatedRuns(RepeatedRuns&&) noexcept = default;
RepeatedRuns& RepeatedRuns::operator=(RepeatedRuns&&) noexcept = default;

void RepeatedRuns::add(std::uint32_t paragraph_class, std::uint64_t weight) {
  automaton_->add(paragraph_class, weight);
}
void RepeatedRuns::separate() { automaton_->separate(); }
void RepeatedRuns::forget() { automaton_->forget(); }
std::size_t RepeatedRuns::decided() const { return automaton_->decided(); }
ParagraphFate RepeatedRuns::take() { return automaton_->take(); }
std::size_t RepeatedRuns::memory_bytes() const { return automaton_->memory_bytes(); }

}  // namespace leitong
