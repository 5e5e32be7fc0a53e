package dev.fuota.agent.runtime;

import dev.fuota.agent.fragmentation.FragmentationStatus;
import dev.fuota.protocol.image.ImageVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A device at one moment: what is there, and why it is not farther.
 *
 * @param running the version in the primary slot
 * @param waiting the version that the next reset installs
 * @param refusal why the last image was refused, a stable name; empty if it was not
 * @param synchronised whether the clock is
 * @param openGroups the multicast groups whose session runs, bit X for group X
 * @param sessions the fragmentation sessions, by FragIndex
 * @param uplinksWaiting how many
 * @param defects downlinks since the start that could not be read to their end
 * @param packages what the device offers
 */
public record AgentStatus(
    Optional<ImageVersion> running,
    Optional<ImageVersion> waiting,
    String refusal,
    boolean synchronised,
    int openGroups,
    List<FragmentationStatus> sessions,
    int uplinksWaiting,
    int defects,
    Packages packages) {

  /** The fragmentation session that the update hangs on: one that is not done, else a done one. */
  public FragmentationStatus fragmentation() {
    return sessions.stream().max(Comparator.comparing(AgentStatus::interest)).orElseThrow();
  }

  private static int interest(FragmentationStatus session) {
    return switch (session.phase()) {
      case NONE -> 0;
      case SETTLED, COMPLETE, FAILED -> 1;
      case RECEIVING, CHECKING, WAITING, REBUILDING -> 2;
    };
  }

  /** One sentence on how far the update is, for people. */
  public String progress() {
    if (waiting.isPresent()) {
      return waiting.get() + " is ready and waits for a reboot";
    }
    if (!refusal.isEmpty()) {
      return "the image was refused: " + refusal;
    }
    FragmentationStatus session = fragmentation();
    return switch (session.phase()) {
      case NONE -> synchronised ? "no session was set up" : "the clock was never synchronised";
      case RECEIVING ->
          session.rankDeficit()
              + " more fragments are needed"
              + (session.matrixFull() ? ", more are lost than the decoder can repair" : "");
      case CHECKING -> "the block is being checked";
      case WAITING -> "the image waits for the download slot";
      case REBUILDING -> "the image is being rebuilt";
      case SETTLED -> "the last image is done with";
      case COMPLETE -> "a block is there for the application";
      case FAILED -> "the last block was not what its sender sent";
    };
  }
}
