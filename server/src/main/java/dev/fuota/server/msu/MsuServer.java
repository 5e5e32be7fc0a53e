package dev.fuota.server.msu;

import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.LocalCommand;
import dev.fuota.protocol.msu.MsuType;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A server that obeys local commands (MSU-143): START begins a cycle, STOP aborts it, INIT reads
 * the configuration again, for the next cycle. It runs one cycle at a time (MSU-005), and no two of
 * its cycles have the same Transaction ID.
 */
public final class MsuServer {
  private final Supplier<MsuCampaign> configuration;
  private final MsuServerPorts ports;
  private final MsuCycleListener listener;
  private final TransactionIds transactionIds;
  private MsuCampaign campaign;
  private @Nullable MsuCycle cycle;

  /**
   * A server without a cycle.
   *
   * @param configuration read now, and by each INIT
   */
  public MsuServer(
      Supplier<MsuCampaign> configuration, MsuServerPorts ports, MsuCycleListener listener) {
    this.configuration = configuration;
    this.ports = ports;
    this.listener = listener;
    this.transactionIds = new TransactionIds(ports.random());
    this.campaign = configuration.get();
  }

  /** Does what a local command says; START while a cycle runs has no effect. */
  public void command(LocalCommand command) {
    if (command.kind() == MsuType.USER_INIT) {
      campaign = configuration.get();
    } else if (command.kind() == MsuType.USER_START) {
      startUnlessRunning();
    } else if (cycle != null) {
      cycle.abort();
    }
  }

  private void startUnlessRunning() {
    if (cycle == null || cycle.isDone()) {
      cycle = new MsuCycle(campaign, ports, listener, transactionIds.next());
      cycle.start();
    }
  }

  /** The cycle that runs, or ran last. */
  public Optional<MsuCycle> cycle() {
    return Optional.ofNullable(cycle);
  }

  /** Takes a datagram that came in by unicast, see {@link MsuCycle#onDatagram}. */
  public void onDatagram(Ipv4 from, int port, ByteBuffer datagram) {
    if (cycle != null) {
      cycle.onDatagram(from, port, datagram);
    }
  }
}
