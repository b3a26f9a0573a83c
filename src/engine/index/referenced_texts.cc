#include "engine/index/referenced_texts.h"

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "io/csv.h"
#include "io/system_error.h"
#include "io/unescape.h"

namespace leitong {
namespace {

std::string text_of(std::string raw, TextReference::Form form) {
  std::string text;
  switch (form) {
    case TextReference::Form::kPlain:
      return raw;
    case TextReference::Form::kJson:
      unescape_json(raw, text);
      break;
    case TextReference::Form::kCsv:
      unescape_csv(raw, text);
      break;
  }
  return text;
}

}  // namespace

std::string path_of_source(const std::string& input) {
  std::error_code code;
  const std::filesystem::path path = std::filesystem::absolute(input, code);
  return code ? input : path.lexically_normal().string();
}

Result<std::string> ReferencedTexts::read(const IndexStore& store, const StoredRecord& record) {
  for (std::size_t i = files_->paths.size(); i < store.source_paths().size(); ++i) {
    files_->paths.push_back(store.source_paths()[i]);
  }
  const std::string& path = files_->paths[record.source];
  const auto failed = [&](Error error) {
    error.line = record.line;
    error.advice = "the index refers to this text; with --index-text copy one holds its texts";
    return std::unexpected(std::move(error));
  };
  const Error changed{
      .kind = Error::Kind::kInput, .what = "has changed since it was indexed", .path = path};
  Result<const FileDescriptor*> file = files_->open.open(record.source);
  if (!file) return failed(std::move(file.error()));
  const TextReference& reference = *record.reference;
  std::string raw(reference.end - reference.begin, '\0');
  if (const int code = (*file)->read_at(reference.begin, raw); code != 0) {
    return failed(code == EIO ? changed : system_error(Error::Kind::kInput, code, path));
  }
  std::string text = text_of(std::move(raw), reference.form);
  if (hash128(text) != reference.hash) return failed(changed);
  return text;
}

}  // namespace leitong
