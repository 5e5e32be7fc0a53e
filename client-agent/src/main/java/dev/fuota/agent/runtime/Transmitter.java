package dev.fuota.agent.runtime;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.step.Content;
import dev.fuota.agent.step.Uplink;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands waiting uplinks to the link, one at a time. The link may be busy or silent for reasons of
 * its own (windows, duty cycle, an acknowledgement), so it is asked again and again while something
 * waits; seldom while it has no session, whose beginning it tells. An uplink gets its payload at
 * the moment the link takes it.
 */
final class Transmitter {
  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  /** For a link that keeps its sessions to itself. */
  private static final Duration ASK_WITHOUT_SESSION = Duration.ofMinutes(1);

  private final AgentPorts ports;
  private final Machines machines;
  private final Whole whole;
  private final Outbox outbox = new Outbox();
  private Optional<Uplink> underWay = Optional.empty();
  private Scheduler.@Nullable Task asking;
  private Instant askedAt = Instant.EPOCH;
  private boolean stopped;

  /**
   * A transmitter with nothing to send.
   *
   * @param machines know the time
   */
  Transmitter(AgentPorts ports, Machines machines, Whole whole) {
    this.ports = ports;
    this.machines = machines;
    this.whole = whole;
  }

  void send(Uplink uplink) {
    if (outbox.offer(uplink)) {
      pump();
    } else {
      ports.listener().onEvent(new AgentEvent.UplinkDropped(uplink.fPort()));
    }
  }

  void sendOnce(Uplink uplink) {
    if (!outbox.contains(uplink) && !underWay.equals(Optional.of(uplink))) {
      send(uplink);
    }
  }

  /** The link is done with the uplink that it had, which is returned. */
  Optional<Uplink> onDone() {
    Optional<Uplink> done = underWay;
    underWay = Optional.empty();
    return done;
  }

  /** Sends what can be sent now. */
  void pump() {
    if (stopped || asking != null || outbox.size() == 0) {
      return;
    }
    if (ports.link().ready()) {
      outbox.poll().ifPresent(this::transmit);
    }
    if (outbox.size() > 0) {
      boolean active = ports.link().activity() == LorawanLink.Activity.ACTIVE;
      askedAt = machines.now().local();
      asking = ports.scheduler().after(active ? ASK_AGAIN : ASK_WITHOUT_SESSION, this::askAgain);
    }
  }

  /**
   * The link has a session, for which what waits has perhaps waited. It is asked in whole seconds
   * from the time when it was asked last, as a busy one is: devices that have joined at one beat do
   * not all speak at the next.
   */
  void onSession() {
    if (asking == null) {
      pump();
    } else {
      asking.cancel();
      long passed = Duration.between(askedAt, machines.now().local()).toNanos();
      long beat = ASK_AGAIN.toNanos();
      asking = ports.scheduler().after(Duration.ofNanos(beat - passed % beat), this::askAgain);
    }
  }

  private void askAgain() {
    asking = null;
    pump();
  }

  private void transmit(Uplink uplink) {
    int room = ports.link().maxPayload();
    Content.Part part = uplink.content().next(machines.now(), room);
    part.rest().ifPresent(rest -> outbox.putFirst(uplink.with(rest)));
    Bytes payload = part.payload();
    if (payload.length() > room) {
      ports.listener().onEvent(new AgentEvent.UplinkDropped(uplink.fPort()));
      return;
    }
    underWay = Optional.of(uplink);
    ports.link().send(uplink.fPort(), payload.toArray(), uplink.confirmed());
    whole.onSent();
  }

  /** Whether nothing waits, nothing is under way, and the link owes nothing. */
  boolean isIdle() {
    return outbox.size() == 0 && underWay.isEmpty() && ports.link().ready();
  }

  int waiting() {
    return outbox.size();
  }

  void stop() {
    stopped = true;
    if (asking != null) {
      asking.cancel();
    }
  }
}
