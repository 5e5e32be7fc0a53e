package dev.fuota.agent.runtime;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.step.Message;
import dev.fuota.agent.step.Request;
import dev.fuota.agent.step.Uplink;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.fragmentation.DataFragment;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes downlinks to their package by FPort, a command at a time: what a command wants is done
 * before the next one is told (PKG-01). What may not come the way it came is dropped (PKG-09).
 */
final class Dispatcher {
  private final Packages packages;
  private final boolean joinAnswers;
  private final Machines machines;
  private final PortEffects effects;
  private final Transmitter transmitter;
  private int defects;

  Dispatcher(AgentConfig config, Machines machines, PortEffects effects, Transmitter transmitter) {
    this.packages = config.packages();
    this.joinAnswers = config.compatibility().joinAnswers();
    this.machines = machines;
    this.effects = effects;
    this.transmitter = transmitter;
  }

  /** A downlink came; one on a port that no package owns is not answered (PKG-10). */
  void onDownlink(Bytes payload, Request request) {
    if (request.isUnicast() || request.fPort() == packages.fragmentation().fPort()) {
      packages
          .commandsOn(request.fPort())
          .ifPresent(table -> carryOut(table.decodeAll(payload), request));
    }
  }

  /** What can be read is carried out and answered; the defect behind it is told (PKG-04). */
  private void carryOut(CommandTable.Stream<? extends Command> stream, Request request) {
    List<? extends Command> commands = stream.commands();
    List<Message> answers = new ArrayList<>();
    Answers to = joinAnswers ? answers::add : message -> send(message, request);
    for (Command command : commands) {
      // A data fragment takes all that follows it: it counts only if it came alone (TS004-15).
      if (!(command instanceof DataFragment) || commands.size() == 1) {
        effects.perform(machines.onCommand(command, request, effects.now()), to);
      }
    }
    if (!answers.isEmpty()) {
      transmitter.send(Uplink.unconfirmed(request.fPort(), new JoinedAnswers(answers)));
    }
    stream.defect().ifPresent(defect -> tellDefect(request, defect.detail()));
  }

  /** Each answer has an uplink of its own on the port of its request (PKG-05, PKG-11). */
  private void send(Message answer, Request request) {
    transmitter.send(Uplink.unconfirmed(request.fPort(), answer));
  }

  private void tellDefect(Request request, String detail) {
    defects++;
    effects.tell(new AgentEvent.MalformedDownlink(request.fPort(), detail));
  }

  /** How many downlinks could not be read to their end since the start. */
  int defects() {
    return defects;
  }
}
