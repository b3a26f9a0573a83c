#include "leitong/deduplicator.h"
#include "leitong/filter.h"

namespace leitong {

std::string_view name_of(Method method) {
  switch (method) {
    case Method::kMinhash:
      return "minhash";
    case Method::kSimhash:
      return "simhash";
    case Method::kExact:
      return "exact";
    case Method::kBytes:
      return "bytes";
    case Method::kContained:
      return "contained";
  }
  return "";
}

std::string_view name_of(Format format) {
  switch (format) {
    case Format::kAuto:
      return "auto";
    case Format::kText:
      return "text";
    case Format::kLines:
      return "lines";
    case Format::kJsonl:
      return "jsonl";
    case Format::kCsv:
      return "csv";
    case Format::kTsv:
      return "tsv";
    case Format::kWarc:
      return "warc";
  }
  return "";
}

std::string_view name_of(Unit unit) {
  switch (unit) {
    case Unit::kRecord:
      return "record";
    case Unit::kParagraph:
      return "paragraph";
    case Unit::kPassage:
      return "passage";
    case Unit::kFile:
      return "file";
  }
  return "";
}

std::string_view name_of(Executor executor) {
  return executor == Executor::kOnline ? "online" : "batch";
}

}  // namespace leitong
