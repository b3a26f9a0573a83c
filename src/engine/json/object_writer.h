// Writing JSON objects.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/json/json_text.h"

namespace leitong {

// Members of one JSON object, in the order of the calls; it is complete when the writer goes.
class ObjectWriter {
 public:
  explicit ObjectWriter(std::string& json) : json_(json) { json_ += '{'; }
  ~ObjectWriter() { json_ += '}'; }
  ObjectWriter(const ObjectWriter&) = delete;
  ObjectWriter& operator=(const ObjectWriter&) = delete;

  void add(std::string_view name, std::uint64_t number) {
    add_name(name);
    json_ += std::to_string(number);
  }
  void add(std::string_view name, std::string_view text) {
    add_name(name);
    append_json_string(json_, text);
  }
  void add_decimal(std::string_view name, double number, int decimals) {
    add_name(name);
    append_decimal(json_, number, decimals);
  }
  // The value is to be appended to the text by someone else.
  void add_name(std::string_view name) {
    if (json_.back() != '{') json_ += ',';
    append_json_string(json_, name);
    json_ += ':';
  }

 private:
  std::string& json_;
};

}  // namespace leitong
