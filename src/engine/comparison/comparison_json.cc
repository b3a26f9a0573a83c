#include <string>
#include <string_view>

#include "engine/json/json_text.h"
#include "leitong/text_comparison.h"

namespace leitong {
namespace {

void append_text(std::string& json, const ComparedText& text) {
  json += "{\"input\":";
  append_json_string(json, text.input);
  json += ",\"bytes\":" + std::to_string(text.bytes.size());
  json += ",\"weight\":" + std::to_string(text.weight) + ",\"shared\":";
  append_decimal(json, text.shared, 4);
  json += ",\"ill_formed\":" + std::to_string(text.ill_formed) + "}";
}

void append_place(std::string& json, const PassagePlace& place) {
  json += "{\"start\":" + std::to_string(place.begin) + ",\"end\":" + std::to_string(place.end) +
          ",\"line\":" + std::to_string(place.line) + "}";
}

}  // namespace

std::string TextComparison::json() const {
  std::string json = "{\"a\":";
  append_text(json, a);
  json += ",\"b\":";
  append_text(json, b);
  json += ",\"similarity\":";
  append_decimal(json, similarity, 4);
  json += ",\"containment\":{\"a_in_b\":";
  append_decimal(json, a_in_b, 4);
  json += ",\"b_in_a\":";
  append_decimal(json, b_in_a, 4);
  json += "},\"passages\":[";
  for (const SharedPassage& passage : passages) {
    json += json.back() == '[' ? "" : ",";
    json += "{\"weight\":" + std::to_string(passage.weight) + ",\"a\":";
    append_place(json, passage.a);
    json += ",\"b\":";
    append_place(json, passage.b);
    json += ",\"text\":";
    append_json_string(
        json, std::string_view(a.bytes).substr(passage.a.begin, passage.a.end - passage.a.begin));
    json += '}';
  }
  return json + "]}\n";
}

}  // namespace leitong
