package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fec.FragmentEncoder;
import dev.fuota.protocol.fragmentation.DataBlockMic;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DataRate;
import java.util.OptionalLong;

/**
 * A file, cut into fragments: what one fragmentation session carries.
 *
 * @param fwVersion FWversion (TS006) that devices report when they run it; empty for a file that is
 *     no firmware
 * @param descriptor 4 octets, by which a device judges whether the file is for it
 * @param encoder makes the fragments when they are needed
 * @param fragSize octets of a fragment
 * @param coded how many coded fragments follow the uncoded ones; 0: no error correction
 * @param packageVersion by whose parity matrix they are coded
 */
public record CutFile(
    OptionalLong fwVersion,
    Bytes descriptor,
    FragmentEncoder encoder,
    int fragSize,
    int coded,
    PackageVersion packageVersion) {

  /** The highest number of a fragment: N has 14 bits (TS004, DataFragment). */
  static final int NUMBER_MAX = (1 << 14) - 1;

  /** The largest fragment that a frame at this data rate carries, octets. */
  public static int fragSizeMax(DataRate dataRate) {
    return dataRate.maxPayload() - DataFragment.OVERHEAD;
  }

  /** NbFrag: uncoded fragments. */
  public int nbFrag() {
    return encoder.count();
  }

  /** Octets of the file. */
  int length() {
    return nbFrag() * fragSize - encoder.padding();
  }

  /**
   * The MIC by which a device knows the image (TS004-36).
   *
   * @param rootKey of that device
   */
  Bytes mic(AesKey rootKey, int sessionCnt, int fragIndex) {
    DataBlockMic mic =
        new DataBlockMic(
            DataBlockMic.integrityKey(rootKey), sessionCnt, fragIndex, descriptor, length());
    for (int n = 1; n <= nbFrag(); n++) {
      byte[] octets = encoder.fragment(n).toArray();
      mic.update(octets, 0, n < nbFrag() ? fragSize : fragSize - encoder.padding());
    }
    return mic.mic();
  }

  /** Uncoded and coded fragments. */
  public int total() {
    return nbFrag() + coded;
  }

  /**
   * Fragments that a campaign with these parameters sends to all devices at most; in the adaptive
   * mode {@code adaptive_redundancy_max} says how many of them are coded.
   */
  public int totalMax(CampaignParameters parameters) {
    if (!parameters.isAdaptive()) {
      return total();
    }
    double coded = Math.ceil(nbFrag() * parameters.beyond().adaptiveRedundancyMax());
    return (int) Math.min(nbFrag() + coded, NUMBER_MAX);
  }

  /** Whether coded fragments are sent ("FEC on"). */
  public boolean isCoded() {
    return coded > 0;
  }
}
