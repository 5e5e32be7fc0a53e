package dev.fuota.cli;

import dev.fuota.agent.msu.Destination;
import dev.fuota.agent.msu.MsuClient;
import dev.fuota.agent.msu.MsuClientConfig;
import dev.fuota.agent.msu.MsuClientListener;
import dev.fuota.agent.msu.MsuClientPorts;
import dev.fuota.agent.msu.MsuState;
import dev.fuota.agent.msu.MsuSubstate;
import dev.fuota.cli.console.JsonText;
import dev.fuota.hal.file.FileArea;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.net.GroupCheck;
import dev.fuota.hal.net.Interfaces;
import dev.fuota.hal.net.NetworkOptions;
import dev.fuota.hal.net.UdpDatagramPort;
import dev.fuota.protocol.msu.Status;
import dev.fuota.protocol.msu.StatusResponse;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A device on this machine: client, sockets, disk and loop. */
final class MsuDevice implements MsuClientListener {
  private final Interfaces.State on;
  private final NetworkOptions options;
  private final boolean once;
  private final Consumer<String> says;
  private final EventLoop loop = new EventLoop(System::nanoTime, Instant.now());
  private final UdpDatagramPort port;
  private final MsuClient client;
  private final Map<Integer, StatusResponse> results = new TreeMap<>();
  private long drops;
  private boolean connected;

  MsuDevice(
      MsuClientConfig config,
      Interfaces.State on,
      NetworkOptions options,
      FileArea area,
      Destination destination,
      boolean once,
      Consumer<String> says) {
    this.on = on;
    this.options = options;
    this.once = once;
    this.says = says;
    this.port = new UdpDatagramPort(loop, on.name(), options);
    this.client =
        new MsuClient(
            config,
            new MsuClientPorts(
                loop,
                loop,
                new SplittableRandom(new SecureRandom().nextLong()),
                port,
                area,
                destination,
                this));
  }

  /** Runs until one transfer is over, or until the process is told to end. */
  void run() {
    check();
    try (Interruption stop = Interruption.of(() -> loop.post(this::stop))) {
      port.listen(client);
      client.start();
      say();
      loop.run();
      drops = port.kernelDrops();
      port.close();
      stop.done();
    }
    loop.close();
  }

  private void stop() {
    client.stop();
    loop.stop();
  }

  /** Digest of what the system does with groups: told, because files may be at stake. */
  private void check() {
    if (GroupCheck.of(on, System::nanoTime) == GroupCheck.Finding.MIXED) {
      says.accept("this system mixes the groups of its sockets; files are checked all the same");
    }
  }

  private void say() {
    int given = port.receiveBuffer();
    says.accept(
        "listening on "
            + on
            + (given < options.receiveBuffer()
                ? "; receive buffer of " + given + " octets: raise net.core.rmem_max for more"
                : ""));
    port.refusal().ifPresent(says);
  }

  @Override
  public void onState(MsuState state, Optional<MsuSubstate> substate) {
    boolean ended = connected && state == MsuState.LISTENING;
    if (!connected && (state == MsuState.CONNECTED || state == MsuState.UPDATE)) {
      connected = true;
      says.accept(state == MsuState.CONNECTED ? "a server connected" : "going on with a transfer");
    } else if (ended) {
      connected = false;
      says.accept("the transfer is over" + (once ? "" : "; listening for the next one"));
    }
    if (once && state == MsuState.LISTENING && !results.isEmpty()) {
      loop.stop();
    }
  }

  @Override
  public void onResult(int fileNumber, StatusResponse status) {
    results.put(fileNumber, status);
    boolean failed = status.status() == Status.FAIL;
    says.accept(
        "file " + fileNumber + (failed ? ": failed, " + status.code().meaning() : ": complete"));
  }

  @Override
  public void onNotice(String sentence) {
    says.accept(sentence);
  }

  /** Whether there was a file, and every one is there. */
  boolean hasAll() {
    return !results.isEmpty()
        && results.values().stream().allMatch(result -> result.status() == Status.PASS);
  }

  ObjectNode json(boolean ok) {
    ObjectNode document = JsonText.object().put("ok", ok);
    ArrayNode files = document.putArray("files");
    results.forEach(
        (number, result) ->
            files
                .addObject()
                .put("file", number)
                .put("status", result.status().name())
                .put("code", result.code().number())
                .put("rounds", result.ccmRounds()));
    document
        .putObject("counters")
        .put("frames", client.counters().frames())
        .put("duplicates", client.counters().duplicates())
        .put("conflicts", client.counters().conflicts())
        .put("sequenceComplaints", client.counters().sequenceComplaints())
        .put("chunkComplaints", client.counters().chunkComplaints())
        .put("kernelDrops", drops);
    return document;
  }
}
