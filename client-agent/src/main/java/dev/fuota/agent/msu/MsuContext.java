package dev.fuota.agent.msu;

import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsuMessage;
import java.nio.ByteBuffer;

/** The ports, the counters and the one way out, for all parts of a client. */
final class MsuContext {
  private static final int ROOM = 2048;

  final MsuClientPorts ports;
  final MsuCounters counters;
  private final ByteBuffer out = ByteBuffer.allocate(ROOM);
  private MsuClientConfig config;

  MsuContext(MsuClientConfig config, MsuClientPorts ports) {
    this.config = config;
    this.ports = ports;
    this.counters = new MsuCounters(ports.listener()::onNotice);
  }

  MsuClientConfig config() {
    return config;
  }

  void configure(MsuClientConfig next) {
    config = next;
  }

  long now() {
    return ports.clock().millis();
  }

  TimerSlot timer() {
    return new TimerSlot(ports.scheduler());
  }

  Deadline deadline(Runnable expired) {
    return new Deadline(ports.clock(), ports.scheduler(), expired);
  }

  void drop(Drop reason) {
    counters.drop(reason, now());
  }

  void notice(String sentence) {
    ports.listener().onNotice(sentence);
  }

  /** The own address, which is the Device ID too. */
  Ipv4 self() {
    return new Ipv4(ports.network().address());
  }

  void send(Ipv4 to, int port, MsuMessage message) {
    message.encode(out.clear());
    MsuSecurity security = config.security;
    if (security != null) {
      security.seal(out, self(), now());
    }
    ports.network().send(to.bits(), port, out.flip());
  }
}
