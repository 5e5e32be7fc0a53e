package dev.fuota.agent.runtime;

import dev.fuota.agent.fragmentation.FragmentationStatus;
import dev.fuota.protocol.image.ImageVersion;
import java.util.Optional;

/**
 * A device at one moment: what is there, and why it is not farther.
 *
 * @param running the version in the primary slot
 * @param waiting the version that the next reset installs
 * @param refusal why the last image was refused, a stable name; empty if it was not
 * @param synchronised whether the clock is
 * @param openGroups the multicast groups whose class C session runs, bit X for group X
 * @param uplinksWaiting how many
 */
public record AgentStatus(
    Optional<ImageVersion> running,
    Optional<ImageVersion> waiting,
    String refusal,
    boolean synchronised,
    int openGroups,
    FragmentationStatus fragmentation,
    int uplinksWaiting) {

  /** One sentence on how far the update is, for people. */
  public String progress() {
    if (waiting.isPresent()) {
      return waiting.get() + " is ready and waits for a reboot";
    }
    if (!refusal.isEmpty()) {
      return "the image was refused: " + refusal;
    }
    return switch (fragmentation.phase()) {
      case NONE -> synchronised ? "no session was set up" : "the clock was never synchronised";
      case RECEIVING ->
          fragmentation.rankDeficit()
              + " more fragments are needed"
              + (fragmentation.matrixFull() ? ", more are lost than the decoder can repair" : "");
      case REBUILDING -> "the image is being rebuilt";
      case SETTLED -> "the last image is done with";
    };
  }
}
