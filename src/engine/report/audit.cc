#include "engine/report/audit.h"

#include <utility>

#include "engine/json/json_text.h"
#include "engine/report/removal_sample.h"

namespace leitong {

void append_place(std::string& json, const Place& place, std::string_view input,
                  std::string_view id) {
  json += "\"input\":";
  append_json_string(json, input);
  json.append(",\"record\":").append(std::to_string(place.record));
  if (!id.empty()) {
    json += ",\"id\":";
    append_json_string(json, id);
  }
  json.append(",\"start\":").append(std::to_string(place.start));
  json.append(",\"end\":").append(std::to_string(place.end));
}

Result<Audit> Audit::create(const std::string& path, std::span<const FileIdentity> inputs,
                            const std::vector<std::string>& input_names, std::uint32_t references) {
  if (path.empty()) return Audit(nullptr, input_names, references);
  Result<std::unique_ptr<Sink>> sink = Sink::create(path, inputs);
  if (!sink) return std::unexpected(std::move(sink.error()));
  return Audit(std::move(*sink), input_names, references);
}

Result<void> Audit::add(const Place& removed, std::string_view id, std::string_view rule,
                        double similarity, const Place& leader, std::string_view leader_id) {
  if (removed.input < references_) return {};
  if (sample_ != nullptr) sample_->add(removed, leader, rule, similarity);
  if (!sink_) return {};
  line_.assign(1, '{');  // `= "{"` makes GCC 12 warn of an overlap that cannot be
  append_place(line_, removed, input_names_[removed.input], id);
  line_.append(",\"rule\":\"").append(rule).append("\",\"similarity\":");
  append_decimal(line_, similarity, 4);
  line_ += ",\"leader\":{";
  append_place(line_, leader, input_names_[leader.input], leader_id);
  line_ += "}}\n";
  return sink_->write(line_);
}

}  // namespace leitong
