package dev.fuota.tests.lorawan;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.MicContext;
import dev.fuota.server.port.StoredSession;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Has the keys of the sessions, and makes downlinks of its own of those that the network sends: the
 * same address and counter, with MAC commands made of random octets.
 */
final class HostileNetwork {
  private static final int CID_MAX = 0x22;
  private static final int LOW_16 = 0xffff;

  private final Trouble trouble;
  private final TornStore store;
  private final Set<Integer> commanded = new HashSet<>();

  HostileNetwork(Trouble trouble, TornStore store) {
    this.trouble = trouble;
    this.store = store;
  }

  /** Whether anything was sealed for this address. */
  boolean hasCommanded(int devAddr) {
    return commanded.contains(devAddr);
  }

  int count() {
    return commanded.size();
  }

  /** The frame, or another in its place. */
  Bytes spoil(Bytes phyPayload) {
    Optional<DataFrame> frame = DataFrame.decode(phyPayload).value();
    Optional<StoredSession> session = frame.flatMap(it -> store.session(it.devAddr()));
    return session.isPresent() && trouble.strikes(0.5)
        ? seal(frame.orElseThrow(), session.get())
        : phyPayload;
  }

  private Bytes seal(DataFrame frame, StoredSession session) {
    commanded.add(frame.devAddr().value());
    RandomGenerator random = trouble.random();
    LorawanVersion version = session.v11() ? LorawanVersion.V1_1 : LorawanVersion.V1_0_4;
    FrameCrypto crypto = new FrameCrypto(session.keys(), frame.devAddr(), version);
    FType type = random.nextInt(4) == 0 ? FType.CONFIRMED_DATA_DOWN : FType.UNCONFIRMED_DATA_DOWN;
    FCtrl asIs = frame.fCtrl();
    FCtrl fCtrl = new FCtrl(asIs.adr(), false, asIs.ack(), random.nextBoolean());
    MicContext context = new MicContext((int) Math.max(0, session.lastFCntUp()) & LOW_16, 0, 0);
    boolean onPort0 = frame.fPort() <= 0 && random.nextBoolean();
    Bytes commands = commands(onPort0 ? 40 : DataFrame.F_OPTS_MAX);
    return onPort0
        ? crypto.seal(type, fCtrl, frame.fCnt(), Bytes.EMPTY, 0, commands, context)
        : crypto.seal(
            type,
            fCtrl,
            frame.fCnt(),
            commands,
            frame.fPort() > 0 ? frame.fPort() : DataFrame.NO_PORT,
            frame.fPort() > 0 ? Bytes.of(trouble.octets(3)) : Bytes.EMPTY,
            context);
  }

  private Bytes commands(int most) {
    byte[] octets = trouble.octets(trouble.random().nextInt(most + 1));
    if (octets.length > 0 && trouble.random().nextInt(4) > 0) {
      octets[0] = (byte) trouble.random().nextInt(CID_MAX);
    }
    return Bytes.of(octets);
  }
}
