package dev.fuota.agent.runtime;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.multipackage.AnswerSet;
import dev.fuota.agent.step.Message;
import dev.fuota.agent.step.Request;
import dev.fuota.agent.step.Uplink;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.multipackage.MultiPackageCommand;
import dev.fuota.protocol.multipackage.MultiPackageFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Takes downlinks to their package by FPort, a command at a time: what a command wants is done
 * before the next one is told (PKG-01). What may not come the way it came is dropped (PKG-09).
 */
final class Dispatcher {
  private final AgentConfig config;
  private final AgentPorts ports;
  private final Machines machines;
  private final PortEffects effects;
  private final Transmitter transmitter;
  private int defects;

  Dispatcher(
      AgentConfig config,
      AgentPorts ports,
      Machines machines,
      PortEffects effects,
      Transmitter transmitter) {
    this.config = config;
    this.ports = ports;
    this.machines = machines;
    this.effects = effects;
    this.transmitter = transmitter;
  }

  /** A downlink came; one on a port that no package owns is not answered (PKG-10). */
  void onDownlink(Bytes payload, Request request) {
    if (request.fPort() == MultiPackageCommand.FPORT) {
      onMultiPackage(payload, request);
    } else if (request.isUnicast() || isOfFragmentation(request)) {
      config
          .packages()
          .commandsOn(request.fPort())
          .ifPresent(table -> onPackage(table, payload, request));
    }
  }

  private boolean isOfFragmentation(Request request) {
    return request.fPort() == config.packages().fragmentation().fPort();
  }

  private void onPackage(CommandTable<? extends Command> table, Bytes payload, Request request) {
    var stream = table.decodeAll(payload);
    List<? extends Command> commands = stream.commands();
    Optional<String> defect = stream.defect().map(malformed -> malformed.detail());
    if (defect.isEmpty() && hasFragmentAmongOthers(commands)) {
      defect = Optional.of("DataFragment is not alone in its payload");
    }
    if (defect.isPresent() && isOfFragmentation(request)) {
      Optional<String> mismatch =
          VersionMismatch.inSetUp(config.packages().fragmentation().version(), payload);
      if (mismatch.isPresent()) {
        tellDefect(request, mismatch.get());
        return; // what can be read of it was never meant (PKG-07)
      }
    }
    carryOut(commands, request);
    defect.ifPresent(detail -> tellDefect(request, detail));
  }

  /** A data fragment takes all that follows it: it counts only if it came alone (TS004-15). */
  private static boolean hasFragmentAmongOthers(List<? extends Command> commands) {
    return commands.size() > 1 && commands.stream().anyMatch(DataFragment.class::isInstance);
  }

  /** What can be read is carried out and answered, whatever is behind it (PKG-04). */
  private void carryOut(List<? extends Command> commands, Request request) {
    List<Message> joined = new ArrayList<>();
    Answers to =
        config.compatibility().joinAnswers() ? joined::add : answer -> send(answer, request);
    for (Command command : commands) {
      if (!(command instanceof DataFragment) || commands.size() == 1) {
        effects.perform(machines.onCommand(command, request, effects.now()), to);
      }
    }
    if (!joined.isEmpty()) {
      transmitter.send(Uplink.unconfirmed(request.fPort(), new JoinedAnswers(joined)));
    }
  }

  /** Each answer has an uplink of its own on the port of its request (PKG-05, PKG-11). */
  private void send(Message answer, Request request) {
    transmitter.send(Uplink.unconfirmed(request.fPort(), answer));
  }

  /** Commands of several packages (TS007), by unicast only (TS007-10). */
  private void onMultiPackage(Bytes payload, Request request) {
    if (!config.packages().over(ports.link()).multiPackage() || !request.isUnicast()) {
      return;
    }
    MultiPackageFrame frame =
        MultiPackageFrame.readDownlink(payload, config.packages().commandsByIdentifier());
    if (!frame.items().isEmpty()) {
      carryOut(frame, request);
    }
    frame.defect().ifPresent(defect -> tellDefect(request, defect.detail()));
  }

  /** A frame without a token is a lone MultiPackBufferReq, and begins no new answers (TS007-02). */
  private void carryOut(MultiPackageFrame frame, Request request) {
    OptionalInt token = frame.token();
    if (token.isPresent()) {
      carryOut(frame.items(), request, machines.multiPackage().begin(token.getAsInt()));
    } else {
      Command lone = frame.items().get(0).command();
      effects.perform(machines.onCommand(lone, request, effects.now()));
    }
  }

  /** The commands behind one whose answer has no room are not carried out (TS007-04). */
  private void carryOut(List<MultiPackageFrame.Item> items, Request request, AnswerSet answers) {
    for (MultiPackageFrame.Item item : items) {
      if (answers.isFull()) {
        tellDefect(request, "the answers to all commands would not fit the buffer");
        break;
      }
      Answers to = answer -> answers.add(item.packageId(), item.named(), answer, effects.now());
      effects.perform(machines.onCommand(item.command(), request, effects.now()), to);
    }
    if (!answers.isEmpty()) {
      transmitter.send(Uplink.unconfirmed(request.fPort(), answers.all()));
    }
  }

  private void tellDefect(Request request, String detail) {
    defects++;
    effects.tell(new AgentEvent.MalformedDownlink(request.fPort(), detail));
  }

  /** How many downlinks could not be read to their end, or not all be carried out. */
  int defects() {
    return defects;
  }
}
