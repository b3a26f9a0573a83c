#include "engine/json/object_writer.h"
#include "leitong/evaluation.h"

namespace leitong {
namespace {

// An array of objects, each of which `add` fills.
template <class Elements, class Add>
void append_array(std::string& json, const Elements& elements, const Add& add) {
  json += '[';
  for (const auto& element : elements) {
    if (json.back() != '[') json += ',';
    ObjectWriter object(json);
    add(object, element);
  }
  json += ']';
}

void add_pair(ObjectWriter& object, const Evaluation::Pair& pair) {
  object.add("a", pair.a_name);
  object.add("b", pair.b_name);
  object.add_decimal("similarity", pair.similarity, 4);
  object.add("removed", std::uint64_t{pair.removed});
  object.add("a_text", pair.a);
  object.add("b_text", pair.b);
}

}  // namespace

std::string Evaluation::json() const {
  std::string json;
  {
    ObjectWriter object(json);
    object.add("seed", seed);
    object.add("records", records_read);
    object.add("failed", failed);
    object.add("sampled", sampled);
    object.add("planted", planted);
    object.add("bytes", bytes);
    object.add_decimal("threshold", comparison.threshold, 4);
    if (comparison.method == Method::kMinhash) {
      object.add_decimal("recall", comparison.recall, 4);
      object.add("bands", bands.bands);
      object.add("rows", bands.rows);
    } else {
      object.add("distance", static_cast<std::uint64_t>(comparison.distance));
    }
    object.add_name("copies");
    {
      ObjectWriter copies(json);
      copies.add("at_threshold", true_copies);
      copies.add("found", found);
      copies.add_decimal("expected", expected, 2);
    }
    object.add_name("bins");
    append_array(json, bins, [](ObjectWriter& bin, const Bin& counts) {
      bin.add_decimal("from", counts.from, 4);
      bin.add_decimal("to", counts.to, 4);
      bin.add("copies", counts.copies);
      bin.add("removed", counts.removed);
      bin.add_decimal("expected", counts.expected, 2);
    });
    object.add_name("kinds");
    append_array(json, kinds, [](ObjectWriter& kind, const Kind& counts) {
      kind.add("name", counts.name);
      kind.add("copies", counts.copies);
      kind.add("at_threshold", counts.at_threshold);
      kind.add("removed", counts.removed);
    });
    object.add_name("removals");
    {
      ObjectWriter removals(json);
      removals.add("all", removed);
      removals.add("wrong", wrong_removals);
      removals.add("wrong_similarity", wrong_similarities);
    }
    object.add_name("repeats");
    {
      ObjectWriter own(json);
      own.add("records", repeats);
      own.add("pairs", true_pairs);
      own.add("pairs_found", true_pairs_found);
      own.add_name("some");
      append_array(json, some_repeats, [](ObjectWriter& repeat, const Repeat& place) {
        repeat.add("record", place.record);
        repeat.add("leader", place.leader);
        repeat.add_decimal("similarity", place.similarity, 4);
      });
    }
    object.add_decimal("bytes_a_second", bytes_a_second, 0);
    object.add_name("above");
    append_array(json, above, add_pair);
    object.add_name("below");
    append_array(json, below, add_pair);
  }
  return json + "\n";
}

}  // namespace leitong
