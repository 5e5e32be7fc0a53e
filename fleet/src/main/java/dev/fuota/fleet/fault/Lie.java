package dev.fuota.fleet.fault;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.fragmentation.FragSessionStatusAns;
import dev.fuota.protocol.fragmentation.FragSessionStatusAnsV2;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Says of the fragments what is not so: that all are here, or, as likely, that some are missing, as
 * another device might say.
 */
final class Lie extends Ailment {
  private static final int MISSING_MAX = 255;

  Lie(ArmedFault armed, Patient patient) {
    super(armed, patient);
  }

  /** The payload of an uplink with these commands, or another. */
  Bytes instead(Bytes payload, List<? extends Command> commands) {
    if (!isActive() || commands.stream().noneMatch(Lie::isStatus)) {
      return payload;
    }
    RandomGenerator random = patient().random();
    int missing = random.nextBoolean() ? 0 : random.nextInt(1, MISSING_MAX + 1);
    Bytes told = Bytes.EMPTY;
    for (Command command : commands) {
      told = told.concat(told(command, missing).encode());
    }
    strikes("it says that " + (missing == 0 ? "nothing" : missing) + " is missing");
    return told;
  }

  private static boolean isStatus(Command command) {
    return command instanceof FragSessionStatusAns
        || (command instanceof FragSessionStatusAnsV2 answer && answer.missingFrag().isPresent());
  }

  private static Command told(Command command, int missing) {
    if (command instanceof FragSessionStatusAns answer) {
      return new FragSessionStatusAns(answer.fragIndex(), answer.nbFragReceived(), missing, false);
    }
    if (isStatus(command) && command instanceof FragSessionStatusAnsV2 answer) {
      return new FragSessionStatusAnsV2(
          false,
          false,
          false,
          answer.nbFragReceived(),
          answer.fragIndex(),
          OptionalInt.of(missing));
    }
    return command;
  }
}
