package dev.fuota.server.chirpstack;

import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.SentListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The downlinks of one device. ChirpStack cannot take back a single one, it can only empty the
 * queue: that is done when none that is still wanted waits in it.
 */
final class DeviceQueue {
  private static final int ITEMS_MAX = 16;

  private final DeviceId device;
  private final Context context;
  private final SentBook book;
  private final Jobs jobs = new Jobs();
  private final List<Item> items = new ArrayList<>();

  DeviceQueue(DeviceId device, Context context, SentBook book) {
    this.device = device;
    this.context = context;
    this.book = book;
  }

  /** Queues a downlink; empty if so many wait that no device could want them. */
  Optional<QueuedDownlink> send(Downlink downlink, SentListener sent) {
    if (items.size() == ITEMS_MAX) {
      return Optional.empty();
    }
    Item item = new Item(downlink, sent, this::onCancel);
    items.add(item);
    jobs.add(() -> enqueue(item));
    return Optional.of(item);
  }

  private void enqueue(Item item) {
    if (item.isCancelled()) {
      end(item);
      jobs.done();
    } else {
      item.waitsFor(
          context
              .caller()
              .call(
                  DeviceCalls.enqueue(device, item.downlink()),
                  outcome -> onEnqueued(item, outcome)));
    }
  }

  private void onEnqueued(Item item, Outcome<String> outcome) {
    if (outcome instanceof Outcome.Done<String> done) {
      item.queued();
      book.expect(done.value(), item, () -> items.remove(item));
      flushIfUnwanted();
    } else if (outcome instanceof Outcome.Failed<String> failed) {
      end(item);
      context.listener().onTrouble(failed.trouble());
    }
    jobs.done();
  }

  private void onCancel(Item item) {
    if (item.phase() == Item.Phase.QUEUED) {
      flushIfUnwanted();
    } else if (item.dropCall()) {
      end(item);
      jobs.done();
    }
  }

  private void flushIfUnwanted() {
    if (isUnwanted()) {
      jobs.add(this::flush);
    }
  }

  /** What is not queued yet does no harm to a flush, nor the flush to it. */
  private boolean isUnwanted() {
    List<Item> queued = items.stream().filter(item -> item.phase() == Item.Phase.QUEUED).toList();
    return !queued.isEmpty() && queued.stream().noneMatch(Item::isWaiting);
  }

  private void flush() {
    if (!isUnwanted()) {
      jobs.done();
      return;
    }
    context
        .caller()
        .call(
            DeviceCalls.flush(device),
            outcome -> {
              if (outcome instanceof Outcome.Failed<Boolean> failed) {
                context.listener().onTrouble(failed.trouble());
              }
              items.removeIf(item -> item.isCancelled() && item.phase() != Item.Phase.GIVEN);
              jobs.done();
            });
  }

  private void end(Item item) {
    item.over();
    items.remove(item);
  }
}
