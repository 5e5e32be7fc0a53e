package dev.fuota.protocol.explain;

import dev.fuota.protocol.clocksync.ForceDeviceResyncReq;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.firmware.DevDeleteImageAns;
import dev.fuota.protocol.firmware.DevUpgradeImageAns;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.fragmentation.FragSessionDeleteAns;
import dev.fuota.protocol.fragmentation.FragSessionSetup;
import dev.fuota.protocol.fragmentation.FragSessionSetupAns;
import dev.fuota.protocol.fragmentation.FragSessionSetupAnsV2;
import dev.fuota.protocol.fragmentation.FragSessionStatusAnsV2;
import dev.fuota.protocol.multicast.McClassBSessionReq;
import dev.fuota.protocol.multicast.McGroupDeleteAns;
import dev.fuota.protocol.multicast.McGroupSetupAns;
import dev.fuota.protocol.multicast.McSessionAns;
import dev.fuota.protocol.multipackage.MultiPackBufferFrag;
import java.util.ArrayList;
import java.util.List;

/** What follows from a command as a whole, a sentence each. */
final class Remarks {
  private static final int BEACON_PERIOD = 128;

  private Remarks() {}

  /**
   * The remarks on {@code command}.
   *
   * @param alone whether it is the only one of its payload
   */
  static List<String> of(Command command, boolean alone) {
    List<String> remarks = new ArrayList<>();
    if (command instanceof ForceDeviceResyncReq) {
      remarks.add("It has no answer of its own: the device sends AppTimeReq.");
    } else if (command instanceof DataFragment && !alone) {
      remarks.add("A device drops this: DataFragment must be alone in its frame.");
    } else if (command instanceof FragSessionSetup setup) {
      remarks.add(block(setup));
    } else if (command instanceof McClassBSessionReq request
        && request.sessionTime() % BEACON_PERIOD != 0) {
      remarks.add("A class B session begins with a beacon: sessionTime is no multiple of 128.");
    } else if (command instanceof MultiPackBufferFrag part
        && part.equals(MultiPackBufferFrag.refused())) {
      remarks.add("A negative answer: the answers have no such part.");
    } else {
      addVerdict(remarks, command);
    }
    return remarks;
  }

  private static String block(FragSessionSetup setup) {
    return setup.blockLength() > 0
        ? "The block has " + setup.blockLength() + " octets without padding."
        : "Such a block has no octets: a device refuses it.";
  }

  private static void addVerdict(List<String> remarks, Command command) {
    if (command instanceof McSessionAns answer) {
      remarks.add(
          answer.timeToStart().isPresent()
              ? "The session was accepted."
              : "A negative answer: the session was refused, so timeToStart is left out.");
    } else if (command instanceof FragSessionSetupAns answer) {
      remarks.add(setup(answer.accepted()));
    } else if (command instanceof FragSessionSetupAnsV2 answer) {
      remarks.add(setup(answer.accepted()));
    } else if (command instanceof FragSessionStatusAnsV2 answer && answer.missingFrag().isEmpty()) {
      remarks.add("A negative answer: without session the counts are left out.");
    } else if (command instanceof DevUpgradeImageAns answer
        && answer.nextFirmwareVersion().isEmpty()) {
      remarks.add("A negative answer: without a valid image its version is left out.");
    } else if (isRefusal(command)) {
      remarks.add("A negative answer: nothing was changed.");
    }
  }

  private static String setup(boolean accepted) {
    return accepted ? "The session was created." : "A negative answer: no session was created.";
  }

  private static boolean isRefusal(Command command) {
    return (command instanceof McGroupSetupAns setup && setup.idError())
        || (command instanceof McGroupDeleteAns group && group.mcGroupUndefined())
        || (command instanceof FragSessionDeleteAns session && session.sessionDoesNotExist())
        || (command instanceof DevDeleteImageAns image
            && (image.errorNoValidImage() || image.errorInvalidVersion()));
  }
}
