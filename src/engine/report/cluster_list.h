// The clusters (`--clusters`): each record that leads others, with all that it leads, as JSONL.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/audit.h"
#include "io/sink.h"
#include "io/spool.h"
#include "leitong/error.h"

namespace leitong {

// Not thread-safe.
class ClusterList {
 public:
  // What memory should not hold goes to `temp_dir`.
  [[nodiscard]] static Result<ClusterList> create(const std::string& path,
                                                  std::span<const FileIdentity> inputs,
                                                  const std::vector<std::string>& input_names,
                                                  std::uint32_t references,
                                                  const std::string& temp_dir);

  // As Audit::add(), in the order in which members are to be listed.
  [[nodiscard]] Result<void> add(const Place& removed, std::string_view id, std::string_view rule,
                                 double similarity, const Place& leader,
                                 std::string_view leader_id);
  // Writes the clusters, in the order of their leaders. Nothing may be added after it.
  [[nodiscard]] Result<void> close();

 private:
  // Who leads it, and where the spool has the JSON of both.
  struct Member {
    std::uint64_t leader_start;
    std::uint64_t offset;
    std::uint32_t leader_input;
    std::uint32_t length;

    [[nodiscard]] bool has_leader_of(const Member& other) const {
      return leader_input == other.leader_input && leader_start == other.leader_start;
    }
  };
  static_assert(sizeof(Member) == 24);

  ClusterList(std::unique_ptr<Sink> sink, std::vector<std::string> input_names,
              std::uint32_t references, Spool spool)
      : sink_(std::move(sink)),
        input_names_(std::move(input_names)),
        references_(references),
        spool_(std::move(spool)) {}
  [[nodiscard]] Result<void> write_cluster(std::span<const Member> members);
  // Into text_.
  [[nodiscard]] Result<void> read(const Member& member);

  std::unique_ptr<Sink> sink_;
  std::vector<std::string> input_names_;
  std::uint32_t references_;  // the first inputs
  Spool spool_;
  std::string pending_;  // what the spool gets next
  std::vector<Member> members_;
  std::string text_;
};

}  // namespace leitong
