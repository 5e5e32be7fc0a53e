package dev.fuota.agent.fragmentation;

import dev.fuota.protocol.fragmentation.DataBlockMic;
import dev.fuota.protocol.fragmentation.FragSessionSetupReqV2;
import dev.fuota.protocol.lorawan.AesKey;

/** The MIC over a block without its padding, taken page by page (TS004-36). */
final class Integrity {
  private final FragSessionSetupReqV2 setup;
  private final DataBlockMic mic;

  Integrity(AesKey integrityKey, FragSessionSetupReqV2 setup) {
    this.setup = setup;
    this.mic =
        new DataBlockMic(
            integrityKey,
            setup.sessionCnt(),
            setup.fragIndex(),
            setup.descriptor(),
            setup.blockLength());
  }

  void update(byte[] octets, int count) {
    mic.update(octets, 0, count);
  }

  /** Whether the block is what its sender sent; asked once, behind the last page. */
  boolean holds() {
    return mic.mic().equals(setup.mic());
  }
}
