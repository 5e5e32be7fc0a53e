package dev.fuota.agent.event;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.util.Optional;

/** Something that happened on a device. */
public sealed interface AgentEvent {

  /**
   * The agent runs.
   *
   * @param running the version in the primary slot; empty if there is no image
   */
  record Started(ResetReason reason, Optional<ImageVersion> running) implements AgentEvent {}

  /** The link has joined a network: a new session, with a new address. */
  record Joined() implements AgentEvent {}

  /**
   * The clock was set by TS003.
   *
   * @param correction what was added this time
   */
  record ClockSynchronised(Duration correction) implements AgentEvent {}

  record GroupDefined(int groupId) implements AgentEvent {}

  record GroupDeleted(int groupId) implements AgentEvent {}

  /** A multicast session was accepted. */
  record SessionPlanned(int groupId, SessionClass sessionClass, GpsTime start)
      implements AgentEvent {}

  /** The link was told to listen, somewhat before the session begins. */
  record SessionOpened(int groupId, SessionClass sessionClass) implements AgentEvent {}

  record SessionClosed(int groupId, SessionClass sessionClass) implements AgentEvent {}

  /** There was no beacon for two hours: class B is over until one is found again. */
  record BeaconLost() implements AgentEvent {}

  /**
   * A request was answered with an error.
   *
   * @param command the name of the request in its specification
   * @param reason the error bits, by their names in the specification, joined by " + "
   */
  record Refused(String command, String reason) implements AgentEvent {}

  /** A fragmentation session was set up. */
  record FragSessionBegan(int fragIndex, int nbFrag, int fragSize) implements AgentEvent {}

  record FragSessionDeleted(int fragIndex) implements AgentEvent {}

  /** A fragmentation session goes on after a reset, with {@code stored} fragments from before. */
  record FragSessionResumed(int fragIndex, int nbFrag, int stored) implements AgentEvent {}

  /** A fragment of a session came. */
  record FragmentReceived(int fragIndex, int n, Reception reception) implements AgentEvent {}

  /**
   * Enough fragments are there to rebuild the block.
   *
   * @param received fragments received since the session began or was resumed, repeated ones and
   *     those from before a reset included
   * @param overhead received beyond the {@code nbFrag} that no code can do without
   * @param memoryOctets what the decoder occupied
   */
  record BlockDecoded(int fragIndex, int nbFrag, int received, int overhead, long memoryOctets)
      implements AgentEvent {}

  /**
   * A block is rebuilt, and in version 2 its MIC holds.
   *
   * @param descriptor 4 octets, what the block is
   * @param length octets without padding
   */
  record BlockComplete(int fragIndex, Bytes descriptor, int length) implements AgentEvent {}

  /** Enough fragments are there, but what they make is not given to the application. */
  record BlockFailed(int fragIndex, String reason) implements AgentEvent {}

  /** The image was written into the download slot. */
  record ImageRebuilt(int octets) implements AgentEvent {}

  /** Signature and header check passed, and the bootloader has been told. */
  record ImageReady(ImageVersion version) implements AgentEvent {}

  /**
   * The image in the download slot will not be installed.
   *
   * @param reason a stable name
   * @param sentence for people
   */
  record ImageRefused(String reason, String sentence) implements AgentEvent {}

  /** The image that was ready is what runs now. */
  record ImageInstalled(ImageVersion version) implements AgentEvent {}

  /** An image on trial told the bootloader that it is good; from now on it is not taken back. */
  record ImageConfirmed(Optional<ImageVersion> version) implements AgentEvent {}

  record ImageDeleted(ImageVersion version) implements AgentEvent {}

  /** A reboot was programmed, {@code delay} from now. */
  record RebootPlanned(Duration delay) implements AgentEvent {}

  record RebootCancelled() implements AgentEvent {}

  /** The device resets itself now. */
  record Rebooting() implements AgentEvent {}

  /** The network acknowledged the version uplink. */
  record VersionReported(ImageVersion version) implements AgentEvent {}

  /** A downlink could not be read to its end; what came before the defect was done. */
  record MalformedDownlink(int fPort, String detail) implements AgentEvent {}

  /** Flash failed; what was being done was left undone. */
  record StorageFailed(String detail) implements AgentEvent {}

  /** Too many uplinks wait, or this one is too long: it will not be sent. */
  record UplinkDropped(int fPort) implements AgentEvent {}
}
