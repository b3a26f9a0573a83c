// One text after another: keep it, or say which earlier text it repeats and how similar they are.
#include <leitong/deduplicator.h>

#include <array>
#include <cstddef>
#include <cstdio>
#include <string_view>

int main() {
  constexpr std::array<std::string_view, 5> kTexts = {
      "图书馆将于六月一日恢复开放，开放时间为每日上午九点到晚上八点。",
      "圖書館將於六月一日恢復開放，開放時間為每日上午九點到晚上八點。",
      "The library reopens on the first of June, every day from nine to eight.",
      "THE LIBRARY reopens on the first of June: every day, from nine to eight!",
      "阅览室座位需要提前一天预约，入馆时请出示预约码。",
  };

  auto deduplicator = leitong::Deduplicator::create({});
  if (!deduplicator) {
    std::fprintf(stderr, "%s\n", deduplicator.error().message().c_str());
    return 2;
  }
  for (std::size_t i = 0; i < kTexts.size(); ++i) {
    const leitong::Verdict verdict = deduplicator->add(kTexts[i]);
    if (verdict.kept()) {
      std::printf("text %zu: keep\n", i);
    } else {
      std::printf("text %zu: repeats text %u, similarity %.4f\n", i, *verdict.leader,
                  verdict.similarity);
    }
  }
}
