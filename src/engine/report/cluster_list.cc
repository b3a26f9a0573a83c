// Members come in the order in which they are removed, but a cluster is one line. What is to be
// said of each goes to a spool at once; 24 bytes a member stay in memory, which are sorted by
// leader at the end. A corpus of copies costs that and the spool, about 300 bytes a member.
#include "engine/report/cluster_list.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/json/json_text.h"

namespace leitong {
namespace {

constexpr std::size_t kSpooledAtOnce = std::size_t{1} << 16;
constexpr char kSeparator = '\n';  // JSON without white space has none

}  // namespace

Result<ClusterList> ClusterList::create(const std::string& path,
                                        std::span<const FileIdentity> inputs,
                                        const std::vector<std::string>& input_names,
                                        std::uint32_t references, const std::string& temp_dir) {
  Result<std::unique_ptr<Sink>> sink = Sink::create(path, inputs);
  if (!sink) return std::unexpected(std::move(sink.error()));
  Result<Spool> spool = Spool::create(temp_dir);
  if (!spool) return std::unexpected(std::move(spool.error()));
  return ClusterList(std::move(*sink), input_names, references, std::move(*spool));
}

Result<void> ClusterList::add(const Place& removed, std::string_view id, std::string_view rule,
                              double similarity, const Place& leader, std::string_view leader_id) {
  if (removed.input < references_) return {};
  const std::size_t begin = pending_.size();
  append_place(pending_, leader, input_names_[leader.input], leader_id);
  pending_ += kSeparator;
  append_place(pending_, removed, input_names_[removed.input], id);
  pending_.append(",\"rule\":\"").append(rule).append("\",\"similarity\":");
  append_decimal(pending_, similarity, 4);
  members_.push_back({.leader_start = leader.start,
                      .offset = spool_.size() + begin,
                      .leader_input = leader.input,
                      .length = static_cast<std::uint32_t>(pending_.size() - begin)});
  if (pending_.size() < kSpooledAtOnce) return {};
  Result<void> spooled = spool_.append(pending_);
  pending_.clear();
  return spooled;
}

Result<void> ClusterList::close() {
  if (Result<void> spooled = spool_.append(pending_); !spooled) return spooled;
  std::ranges::sort(members_, {}, [](const Member& member) {
    return std::tuple(member.leader_input, member.leader_start, member.offset);
  });
  const std::span<const Member> all = members_;
  for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
    while (end < all.size() && all[end].has_leader_of(all[begin])) ++end;
    Result<void> written = write_cluster(all.subspan(begin, end - begin));
    if (!written) return written;
  }
  return sink_->close();
}

Result<void> ClusterList::write_cluster(std::span<const Member> members) {
  for (const Member& member : members) {
    if (Result<void> read_back = read(member); !read_back) return read_back;
    const std::size_t separator = text_.find(kSeparator);
    std::string json;
    if (&member == &members.front()) {
      json.append("{\"leader\":{").append(text_, 0, separator).append("},\"size\":");
      json.append(std::to_string(members.size() + 1)).append(",\"members\":[{");
    } else {
      json = ",{";
    }
    json.append(text_, separator + 1).append("}");
    if (&member == &members.back()) json += "]}\n";
    if (Result<void> written = sink_->write(json); !written) return written;
  }
  return {};
}

Result<void> ClusterList::read(const Member& member) {
  text_.resize(member.length);
  return spool_.read(member.offset, text_);
}

}  // namespace leitong
