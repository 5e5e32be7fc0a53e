package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fec.FragmentEncoder;
import dev.fuota.protocol.image.ImageVersion;

/**
 * A firmware image, cut into fragments: what one fragmentation session carries.
 *
 * @param version that devices run after the update
 * @param descriptor 4 octets, by which a device judges whether the file is for it
 * @param encoder makes the fragments when they are needed
 * @param fragSize octets of a fragment
 * @param coded how many coded fragments follow the uncoded ones; 0: no error correction
 */
public record CutFirmware(
    ImageVersion version, Bytes descriptor, FragmentEncoder encoder, int fragSize, int coded) {

  /** NbFrag: uncoded fragments. */
  public int nbFrag() {
    return encoder.count();
  }

  /** Uncoded and coded fragments. */
  public int total() {
    return nbFrag() + coded;
  }

  /** Whether coded fragments are sent ("FEC on"). */
  public boolean isCoded() {
    return coded > 0;
  }
}
