package dev.fuota.cli.msu;

import dev.fuota.agent.msu.Destination;
import dev.fuota.agent.msu.MsuClientConfig;
import dev.fuota.agent.msu.MsuCounters;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.io.Interruption;
import dev.fuota.device.msu.MsuStation;
import dev.fuota.hal.file.FileArea;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.net.Interfaces;
import dev.fuota.hal.net.NetworkOptions;
import dev.fuota.protocol.msu.Status;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A device on this machine: client, sockets, disk and loop. */
final class MsuDevice implements MsuStation.Observer {
  private final boolean once;
  private final Consumer<String> says;
  private final EventLoop loop = new EventLoop(System::nanoTime, Instant.now());
  private final MsuStation station;

  MsuDevice(
      MsuClientConfig config,
      Interfaces.State on,
      NetworkOptions options,
      FileArea area,
      Destination destination,
      boolean once,
      Consumer<String> says) {
    this.once = once;
    this.says = says;
    this.station =
        new MsuStation(
            config,
            on,
            options,
            loop,
            new SplittableRandom(new SecureRandom().nextLong()),
            area,
            destination,
            says,
            this);
  }

  /** Runs until one transfer is over, or until the process is told to end. */
  void run() {
    station.check();
    try (Interruption stop = Interruption.of(() -> loop.post(this::stop))) {
      station.start();
      loop.run();
      station.close();
      stop.done();
    }
    loop.close();
  }

  private void stop() {
    station.stop();
    loop.stop();
  }

  @Override
  public void onListening() {
    if (once && !station.results().isEmpty()) {
      loop.stop();
    }
  }

  @Override
  public void onOver() {
    says.accept("the transfer is over" + (once ? "" : "; listening for the next one"));
  }

  /** Whether there was a file, and every one is there. */
  boolean hasAll() {
    return !station.results().isEmpty()
        && station.results().values().stream().allMatch(result -> result.status() == Status.PASS);
  }

  ObjectNode json(boolean ok) {
    ObjectNode document = JsonText.object().put("ok", ok);
    ArrayNode files = document.putArray("files");
    station
        .results()
        .forEach(
            (number, result) ->
                files
                    .addObject()
                    .put("file", number)
                    .put("status", result.status().name())
                    .put("code", result.code().number())
                    .put("rounds", result.ccmRounds()));
    MsuCounters counters = station.counters();
    document
        .putObject("counters")
        .put("frames", counters.frames())
        .put("duplicates", counters.duplicates())
        .put("conflicts", counters.conflicts())
        .put("sequenceComplaints", counters.sequenceComplaints())
        .put("chunkComplaints", counters.chunkComplaints())
        .put("kernelDrops", station.drops());
    return document;
  }
}
