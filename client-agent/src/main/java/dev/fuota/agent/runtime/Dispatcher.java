package dev.fuota.agent.runtime;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.Request;
import dev.fuota.agent.step.Uplink;
import dev.fuota.protocol.clocksync.ClockSyncDownlink;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.firmware.FirmwareDownlink;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.fragmentation.FragmentationDownlink;
import dev.fuota.protocol.multicast.MulticastDownlink;
import java.util.List;
import java.util.function.Function;

/**
 * Takes downlinks to their package by FPort, a command at a time: what a command wants is done
 * before the next one is told (PKG-01). What may not come the way it came is dropped (PKG-09).
 */
final class Dispatcher {
  private final Packages packages;
  private final Machines machines;
  private final PortEffects effects;
  private final Transmitter transmitter;

  Dispatcher(Packages packages, Machines machines, PortEffects effects, Transmitter transmitter) {
    this.packages = packages;
    this.machines = machines;
    this.effects = effects;
    this.transmitter = transmitter;
  }

  /** A downlink came; one on a port that no package owns is not answered (PKG-10). */
  void onDownlink(Bytes payload, Request request) {
    int fPort = request.fPort();
    if (fPort == packages.fragmentation().fPort()) {
      onFragmentation(payload, request);
    } else if (request.isUnicast() && fPort == packages.clockSync().fPort()) {
      each(
          request,
          ClockSyncDownlink.COMMANDS.decodeAll(payload),
          command -> machines.clockSync().onCommand(command));
    } else if (request.isUnicast() && fPort == packages.multicast().fPort()) {
      each(
          request,
          MulticastDownlink.COMMANDS.decodeAll(payload),
          command -> machines.multicast().onCommand(command, effects.now()));
    } else if (request.isUnicast() && fPort == packages.firmware().fPort()) {
      each(
          request,
          FirmwareDownlink.COMMANDS.decodeAll(payload),
          command -> machines.firmware().onCommand(command, effects.now()));
    }
  }

  /** A data fragment takes all that follows it: it counts only if it came alone (TS004-15). */
  private void onFragmentation(Bytes payload, Request request) {
    CommandTable.Stream<FragmentationDownlink> stream =
        FragmentationDownlink.COMMANDS.decodeAll(payload);
    boolean alone = stream.commands().size() == 1;
    each(
        request,
        stream,
        command ->
            command instanceof DataFragment && !alone
                ? List.of()
                : machines.fragmentation().onCommand(command, request, effects.now()));
  }

  /** What can be read is carried out and answered; the defect behind it is told (PKG-04). */
  private <C extends Command> void each(
      Request request, CommandTable.Stream<C> stream, Function<C, List<Action>> machine) {
    for (C command : stream.commands()) {
      effects.perform(machine.apply(command), answersTo(request));
    }
    stream
        .defect()
        .ifPresent(
            defect ->
                effects.tell(new AgentEvent.MalformedDownlink(request.fPort(), defect.detail())));
  }

  /** Each answer has an uplink of its own on the port of its request (PKG-05, PKG-11). */
  private Answers answersTo(Request request) {
    return message -> transmitter.send(Uplink.unconfirmed(request.fPort(), message));
  }
}
