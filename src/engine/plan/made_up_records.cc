#include "engine/plan/made_up_records.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include "base/random_draw.h"

namespace leitong {
namespace {

constexpr std::array<std::string_view, 96> kWords = {
    "我们", "的",   "在",   "了",       "是",     "和",     "公司", "今年", "北京", "上海", "学校",
    "老师", "学生", "研究", "报告",     "发现",   "认为",   "可以", "没有", "一个", "这个", "那些",
    "因为", "所以", "但是", "如果",     "已经",   "还",     "也",   "都",   "就",   "很",   "最",
    "更",   "时间", "问题", "方法",     "工作",   "生活",   "技术", "数据", "系统", "软件", "网络",
    "手机", "电脑", "语言", "文字",     "历史",   "文化",   "经济", "市场", "价格", "企业", "政府",
    "政策", "法律", "社会", "国家",     "世界",   "城市",   "农村", "天气", "环境", "森林", "河流",
    "山",   "海洋", "飞机", "火车",     "汽车",   "道路",   "医院", "医生", "健康", "食品", "水果",
    "音乐", "电影", "故事", "人工智能", "图书馆", "运动会", "第一", "三",   "2026", "年",   "月",
    "日",   "通过", "提高", "发展",     "开始",   "结束",   "出版", "阅读"};

void append_sentence(Random& random, std::string& text) {
  const std::uint64_t words = 4 + draw_below(random, 24);
  for (std::uint64_t i = 0; i < words; ++i) {
    text += kWords[draw_below(random, kWords.size())];
    if (draw_below(random, 9) == 0) text += "，";
  }
  text += "。";
}

void append_record(Random& random, std::size_t bytes, std::string& jsonl) {
  constexpr std::string_view kBegin = "{\"text\":\"";
  constexpr std::string_view kEnd = "\"}\n";
  const std::size_t end = jsonl.size() + std::max(bytes, kBegin.size() + kEnd.size() + 3);
  jsonl += kBegin;
  do {
    append_sentence(random, jsonl);
  } while (jsonl.size() < end);
  std::size_t cut = end - kEnd.size();
  while ((static_cast<unsigned char>(jsonl[cut]) & 0xC0) == 0x80) --cut;  // inside a character
  jsonl.resize(cut);
  jsonl += kEnd;
}

}  // namespace

Block make_up_records(std::size_t record_bytes, std::size_t all_bytes) {
  Random random;
  std::string jsonl;
  while (jsonl.size() < all_bytes) append_record(random, record_bytes, jsonl);
  Block block;
  block.capacity = jsonl.size();
  block.buffer = std::make_unique<char[]>(jsonl.size() + kBlockPadding);
  std::memcpy(block.buffer.get(), jsonl.data(), jsonl.size());
  block.bytes = {block.buffer.get(), jsonl.size()};
  block.last = true;
  return block;
}

}  // namespace leitong
