// A list that only grows: a signal handler may walk it at any moment, in any thread. A slot's path
// belongs to whoever takes it out by exchange(); a handler, which cannot free it, leaves it in
// `removed` for the owner. Slots are used again.
#include "io/unfinished.h"

#include <unistd.h>

#include <atomic>
#include <cstring>
#include <memory>
#include <string>

namespace leitong {

struct UnfinishedOutput::Slot {
  std::atomic<char*> path = nullptr;
  std::atomic<char*> removed = nullptr;
  std::atomic<bool> taken = true;
  Slot* next = nullptr;
};

std::atomic<UnfinishedOutput::Slot*> UnfinishedOutput::slots_ = nullptr;
static_assert(std::atomic<char*>::is_always_lock_free, "a signal handler reads the paths");

UnfinishedOutput::UnfinishedOutput(const std::string& path) {
  auto copy = std::make_unique<char[]>(path.size() + 1);
  std::memcpy(copy.get(), path.c_str(), path.size() + 1);
  for (slot_ = slots_.load(); slot_ != nullptr; slot_ = slot_->next) {
    if (!slot_->taken.exchange(true)) break;
  }
  if (slot_ == nullptr) {
    slot_ = new Slot;
    slot_->next = slots_.load();
    while (!slots_.compare_exchange_weak(slot_->next, slot_)) {
    }
  }
  slot_->path.store(copy.release());
}

UnfinishedOutput::~UnfinishedOutput() {
  if (slot_ == nullptr) return;
  const std::unique_ptr<char[]> path(slot_->path.exchange(nullptr));
  if (path != nullptr) (void)::unlink(path.get());
  done();
}

void UnfinishedOutput::done() {
  const std::unique_ptr<char[]> path(slot_->path.exchange(nullptr));
  const std::unique_ptr<char[]> removed(slot_->removed.exchange(nullptr));
  slot_->taken.store(false);
  slot_ = nullptr;
}

void remove_unfinished_outputs() {
  for (UnfinishedOutput::Slot* slot = UnfinishedOutput::slots_.load(); slot != nullptr;
       slot = slot->next) {
    char* path = slot->path.exchange(nullptr);
    if (path == nullptr) continue;
    (void)::unlink(path);
    slot->removed.store(path);
  }
}

}  // namespace leitong
