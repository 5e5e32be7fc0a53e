package dev.fuota.server.msu;

import dev.fuota.protocol.msu.DeviceParameters;
import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.Profile;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a cycle is to do: files, to whom, under which conditions. Made by a {@link Builder}.
 *
 * @param files 1..3, in their order (MSU-141)
 * @param assignGroup a group number to give to every target first, 1..127 (MSU-142)
 * @param sequenceLimit frames a chunk at most, 1..32; a client's smaller limit prevails
 * @param sequenceSize octets of a frame, 1..1460; 1376 at most with a trailer
 * @param unannounced what holds for a client whose I-Am has no device parameters
 * @param profile our own extension, as far as it may be used
 * @param minimumPass percent of the clients that must pass, 0..100
 * @param clientsMax devices more than this are left out
 */
public record MsuCampaign(
    List<MsuFile> files,
    MsuTargets targets,
    OptionalInt assignGroup,
    MsuEndpoints endpoints,
    MsuOffer offer,
    MsuTiming timing,
    MsuRepeats repeats,
    MsuPace pace,
    RepairMode repair,
    int sequenceLimit,
    int sequenceSize,
    DeviceParameters unannounced,
    Profile profile,
    MsuSeal seal,
    int minimumPass,
    int clientsMax) {

  /** Octets of the longest trailer of the security profile. */
  public static final int TRAILER_MAX = 84;

  /** Devices of a cycle, unless it says otherwise. */
  public static final int CLIENTS_MAX = 20_000;

  private static final int SEALED_SIZE_MAX = FileGeometry.SEQUENCE_SIZE_MAX - TRAILER_MAX;
  private static final long CHUNKS_MAX = Integer.MAX_VALUE - 64;

  /** When a frame that was asked for is sent again (decision 0021, D-46). */
  public enum RepairMode {
    /** Soon, so that clients that have not complained yet need not. */
    EARLY,
    /** At the end of the window. */
    LATE
  }

  public MsuCampaign {
    files = List.copyOf(files);
    check(!files.isEmpty() && files.size() <= MsuLimits.FILES_MAX, "a cycle has 1 to 3 files");
    int sizeMax = seal == MsuSeal.NONE ? FileGeometry.SEQUENCE_SIZE_MAX : SEALED_SIZE_MAX;
    check(sequenceSize >= 1 && sequenceSize <= sizeMax, "sequence size not in 1.." + sizeMax);
    check(sequenceLimit >= 1 && sequenceLimit <= 32, "sequence limit not in 1..32");
    check(assignGroup.orElse(1) >= 1 && assignGroup.orElse(1) <= 127, "group not in 1..127");
    check(minimumPass >= 0 && minimumPass <= 100, "minimum share of PASS not in 0..100");
    check(clientsMax >= 1, "a cycle takes one client at least");
    for (MsuFile file : files) {
      check(
          file.content().size() / sequenceSize < CHUNKS_MAX, file.name() + " has too many frames");
    }
  }

  private static void check(boolean good, String problem) {
    if (!good) {
      throw new IllegalArgumentException(problem);
    }
  }

  public static Builder of(List<MsuFile> files, MsuOffer offer) {
    return new Builder(files, offer);
  }

  /** The same for others. */
  public MsuCampaign withTargets(MsuTargets others) {
    return new MsuCampaign(
        files,
        others,
        assignGroup,
        endpoints,
        offer,
        timing,
        repeats,
        pace,
        repair,
        sequenceLimit,
        sequenceSize,
        unannounced,
        profile,
        seal,
        minimumPass,
        clientsMax);
  }

  /** The group number that Notifications name; empty if they are for every group. */
  OptionalInt notifiedGroup() {
    return assignGroup.isPresent() ? assignGroup : targets.group();
  }

  /** Everything but files and offer has a default. */
  public static final class Builder {
    private final List<MsuFile> files;
    private final MsuOffer offer;
    private MsuTargets targets = new MsuTargets.Everybody();
    private OptionalInt assignGroup = OptionalInt.empty();
    private MsuEndpoints endpoints = MsuEndpoints.DEFAULTS;
    private MsuTiming timing = MsuTiming.DEFAULTS;
    private MsuRepeats repeats = MsuRepeats.DEFAULTS;
    private MsuPace pace = MsuPace.DEFAULTS;
    private RepairMode repair = RepairMode.EARLY;
    private int sequenceLimit = FileGeometry.SEQUENCE_LIMIT_MAX;
    private int sequenceSize = FileGeometry.SEQUENCE_SIZE_DEFAULT;
    private DeviceParameters unannounced = DeviceParameters.DEFAULT;
    private Profile profile = Profile.NONE;
    private MsuSeal seal = MsuSeal.NONE;
    private int minimumPass = 100;
    private int clientsMax = CLIENTS_MAX;

    private Builder(List<MsuFile> files, MsuOffer offer) {
      this.files = files;
      this.offer = offer;
    }

    public Builder targets(MsuTargets value) {
      targets = value;
      return this;
    }

    public Builder assignGroup(int value) {
      assignGroup = OptionalInt.of(value);
      return this;
    }

    public Builder endpoints(MsuEndpoints value) {
      endpoints = value;
      return this;
    }

    public Builder timing(MsuTiming value) {
      timing = value;
      return this;
    }

    public Builder repeats(MsuRepeats value) {
      repeats = value;
      return this;
    }

    public Builder pace(MsuPace value) {
      pace = value;
      return this;
    }

    public Builder repair(RepairMode value) {
      repair = value;
      return this;
    }

    public Builder sequences(int limit, int size) {
      sequenceLimit = limit;
      sequenceSize = size;
      return this;
    }

    public Builder unannounced(DeviceParameters value) {
      unannounced = value;
      return this;
    }

    public Builder profile(Profile value) {
      profile = value;
      return this;
    }

    public Builder seal(MsuSeal value) {
      seal = value;
      return this;
    }

    public Builder minimumPass(int percent) {
      minimumPass = percent;
      return this;
    }

    public Builder clientsMax(int value) {
      clientsMax = value;
      return this;
    }

    /**
     * The campaign.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public MsuCampaign build() {
      return new MsuCampaign(
          files,
          targets,
          assignGroup,
          endpoints,
          offer,
          timing,
          repeats,
          pace,
          repair,
          sequenceLimit,
          sequenceSize,
          unannounced,
          profile,
          seal,
          minimumPass,
          clientsMax);
    }
  }
}
