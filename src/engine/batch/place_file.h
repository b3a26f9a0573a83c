// Where records stand and what names them, by number: what an audit says of leaders.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/report/audit.h"
#include "io/spool.h"
#include "leitong/error.h"

namespace leitong {

// In temporary files: 40 bytes a record, and its id. First all are added, then they are asked for.
// Not thread-safe.
class PlaceFile {
 public:
  [[nodiscard]] static Result<PlaceFile> create(const std::string& temp_dir);

  struct Entry {
    Place place;
    std::string id;
  };

  // The next record, from number 0 on.
  [[nodiscard]] Result<void> add(const Place& place, std::string_view id);
  // All are added.
  [[nodiscard]] Result<void> finish();
  [[nodiscard]] Result<Entry> at(std::uint64_t number) const;

 private:
  PlaceFile(Spool places, Spool ids) : places_(std::move(places)), ids_(std::move(ids)) {}

  Spool places_;
  Spool ids_;
  std::string new_places_;  // not yet in the spools
  std::string new_ids_;
};

}  // namespace leitong
