package dev.fuota.server.chirpstack;

import dev.fuota.gateway.port.GatewayId;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.SentListener;
import dev.fuota.server.port.SentListener.Sent;
import dev.fuota.server.port.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A multicast group. It is made in ChirpStack when its first frame says where the group listens,
 * and set anew when that changes. Before each frame these are asked in their order, and the first
 * that holds is done:
 *
 * <pre>
 * a group with this address has other keys   Delete
 * ChirpStack has no such group               Create, with the counter that comes next
 * it listens elsewhere                       Update
 * a gateway or device is not in it           AddGateway, AddDevice
 * the duty cycle asks for silence            wait
 * otherwise                                  Enqueue
 * </pre>
 */
final class GroupQueue implements GroupWatch.Observer {
  private static final int ITEMS_MAX = 64;
  private static final Comparator<DeviceId> BY_EUI =
      (a, b) -> Long.compareUnsigned(a.eui(), b.eui());
  private static final GroupChannel NOWHERE = new GroupChannel(0, 0, OptionalInt.empty());

  private final Context context;
  private final GroupCalls calls;
  private final GroupWatch watch;
  private final Jobs jobs = new Jobs();
  private final List<Item> items = new ArrayList<>();
  private final Deque<ApiCall<Boolean>> missing = new ArrayDeque<>();
  private final Set<DeviceId> members = new LinkedHashSet<>();
  private Optional<String> stale = Optional.empty();
  private Group group;

  /** The gateways of the group may send again from then on. */
  private Instant silentUntil = Instant.MIN;

  GroupQueue(DevAddr mcAddr, SessionKeys keys, Context context) {
    this.context = context;
    this.calls = new GroupCalls(context.settings());
    this.watch = new GroupWatch(calls, context, this);
    this.group = new Group("", mcAddr, keys, 0, NOWHERE);
  }

  /**
   * ChirpStack has these groups with this address, several if somebody else uses the address too.
   * To take another one than our own would be to count again from 0.
   */
  void found(List<Group> there) {
    Optional<Group> own = there.stream().filter(it -> it.hasKeys(group.keys())).findFirst();
    if (own.isPresent()) {
      group = own.get();
      memberCalls();
    } else {
      stale = there.stream().findFirst().map(Group::id);
    }
  }

  /** Takes the place of a group with the same address and other keys, when that is through. */
  void replaces(GroupQueue old) {
    List.copyOf(old.items).forEach(Item::cancel);
    jobs.add(
        () ->
            old.jobs.add(
                () -> {
                  stale =
                      old.stale.or(() -> Optional.of(old.group.id()).filter(id -> !id.isEmpty()));
                  old.jobs.done();
                  jobs.done();
                }));
  }

  /** These are to hear the group. Former members stay: they only count for choosing gateways. */
  void members(Set<DeviceId> devices) {
    List<DeviceId> added =
        devices.stream().filter(device -> device.eui() >>> 32 != 0).sorted(BY_EUI).toList();
    for (DeviceId device : added) {
      if (members.add(device) && !group.id().isEmpty()) {
        missing.add(calls.addDevice(group.id(), device));
      }
    }
  }

  boolean hasKeys(SessionKeys keys) {
    return group.hasKeys(keys);
  }

  /** Not larger than the counter of any frame to come. */
  long nextMcFCnt() {
    return group.nextMcFCnt();
  }

  Optional<QueuedDownlink> send(Downlink downlink, GroupChannel channel, SentListener sent) {
    if (items.size() == ITEMS_MAX) {
      return Optional.empty();
    }
    Item item = new Item(downlink, sent, this::onCancel);
    items.add(item);
    jobs.add(() -> prepare(item, channel));
    return Optional.of(item);
  }

  private void prepare(Item item, GroupChannel channel) {
    if (item.isCancelled()) {
      end(item);
      jobs.done();
    } else if (stale.isPresent()) {
      ask(item, channel, calls.delete(stale.get()), done -> stale = Optional.empty());
    } else if (group.id().isEmpty()) {
      Group wanted = group.withChannel(channel);
      ask(item, channel, calls.create(wanted), id -> made(wanted.withId(id)));
    } else if (!group.channel().equals(channel)) {
      Group wanted = group.withChannel(channel);
      ask(item, channel, calls.update(wanted), done -> group = wanted);
    } else if (!missing.isEmpty()) {
      ask(item, channel, missing.element(), done -> missing.remove());
    } else if (silentUntil.isAfter(context.reports().now())) {
      waitForSilence(item, channel);
    } else {
      enqueue(item, channel);
    }
  }

  /** ChirpStack leaves the duty cycle to its gateways, and those throw away what exceeds it. */
  private void waitForSilence(Item item, GroupChannel channel) {
    Duration rest = Duration.between(context.reports().now(), silentUntil);
    Timers.Timer timer = context.timers().after(rest, () -> prepare(item, channel));
    item.waitsFor(
        () -> {
          timer.cancel();
          return true;
        });
  }

  private void made(Group there) {
    group = there;
    memberCalls();
  }

  private void memberCalls() {
    missing.clear();
    for (GatewayId gateway : context.settings().gateways()) {
      missing.add(calls.addGateway(group.id(), gateway));
    }
    members.forEach(device -> missing.add(calls.addDevice(group.id(), device)));
  }

  private <T> void ask(Item item, GroupChannel channel, ApiCall<T> call, Consumer<T> then) {
    item.waitsFor(context.caller().call(call, outcome -> onStep(item, channel, outcome, then)));
  }

  private <T> void onStep(Item item, GroupChannel channel, Outcome<T> outcome, Consumer<T> then) {
    if (outcome instanceof Outcome.Done<T> done) {
      then.accept(done.value());
      prepare(item, channel);
    } else if (outcome instanceof Outcome.Failed<T> failed) {
      onStepFailed(item, channel, failed.trouble());
    }
  }

  private void onStepFailed(Item item, GroupChannel channel, Trouble trouble) {
    boolean deleted = stale.isPresent() && trouble.kind() == Trouble.Kind.NOT_FOUND;
    if (deleted) {
      stale = Optional.empty();
      prepare(item, channel);
    } else if (isAboutMember(trouble)) {
      missing.remove();
      if (trouble.kind() != Trouble.Kind.ALREADY_THERE) {
        context.listener().onTrouble(trouble);
      }
      prepare(item, channel);
    } else {
      forgetIfGone(trouble);
      fail(item, trouble);
    }
  }

  /** A group is of use without one of its gateways or devices, but not without all of them. */
  private boolean isAboutMember(Trouble trouble) {
    return !missing.isEmpty()
        && trouble.what().equals(missing.element().method())
        && trouble.kind() != Trouble.Kind.AWAY
        && trouble.kind() != Trouble.Kind.NOT_AUTHORISED
        && !trouble.detail().contains(group.id());
  }

  private void enqueue(Item item, GroupChannel channel) {
    item.waitsFor(
        context
            .caller()
            .call(
                calls.enqueue(group.id(), item.downlink()),
                outcome -> onEnqueued(item, channel, outcome)));
  }

  private void onEnqueued(Item item, GroupChannel channel, Outcome<Long> outcome) {
    if (outcome instanceof Outcome.Done<Long> done) {
      item.queued();
      group = group.withNext(Math.max(group.nextMcFCnt(), done.value() + 1));
      watch.add(group.id(), done.value(), item, channel);
      jobs.done();
    } else if (outcome instanceof Outcome.Failed<Long> failed) {
      forgetIfGone(failed.trouble());
      fail(item, failed.trouble());
    }
  }

  /** Somebody has deleted the group: the next frame makes it again, with the counter it had. */
  private void forgetIfGone(Trouble trouble) {
    boolean ofGroup = !group.id().isEmpty() && trouble.detail().contains(group.id());
    if (ofGroup && trouble.kind() == Trouble.Kind.NOT_FOUND) {
      group = group.withId("").withChannel(NOWHERE);
    }
  }

  private void fail(Item item, Trouble trouble) {
    end(item);
    context.listener().onTrouble(trouble);
    jobs.done();
  }

  private void onCancel(Item item) {
    if (item.phase() == Item.Phase.QUEUED) {
      watch.lookNow();
    } else if (item.dropCall()) {
      end(item);
      jobs.done();
    }
  }

  @Override
  public void onSent(Item item, GroupChannel channel) {
    items.remove(item);
    Sent report = context.reports().multicast(item, channel.rate());
    silentUntil =
        context
            .settings()
            .region()
            .subBand(channel.frequencyHz())
            .map(band -> report.at().plus(band.silenceAfter(report.timeOnAir())))
            .orElse(Instant.MIN);
    item.sent(report);
  }

  @Override
  public void onUnwanted(Item item) {
    end(item);
    if (items.stream().noneMatch(other -> other.phase() == Item.Phase.QUEUED)) {
      jobs.add(this::flush);
    }
  }

  @Override
  public void onUnknown(Item item, Trouble trouble) {
    end(item);
    context.listener().onTrouble(trouble);
  }

  private void flush() {
    if (items.stream().anyMatch(item -> item.phase() == Item.Phase.QUEUED)) {
      jobs.done();
      return;
    }
    context
        .caller()
        .call(
            calls.flush(group.id()),
            outcome -> {
              if (outcome instanceof Outcome.Failed<Boolean> failed) {
                context.listener().onTrouble(failed.trouble());
              }
              jobs.done();
            });
  }

  private void end(Item item) {
    item.over();
    items.remove(item);
  }
}
