package dev.fuota.emulators.modem;

import dev.fuota.agent.mac.Mac;
import dev.fuota.hal.link.PingSession;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The four multicast groups of {@link HwModem}, and their sessions. */
final class HwGroups {
  static final int CLASS_A = 0;
  static final int CLASS_C = 1;
  static final int CLASS_B = 2;

  private static final int GROUPS = 4;
  private static final int CONFIG = 4 + 16 + 16;

  /** A session as the host began it. */
  private record Session(boolean classB, int frequencyHz, int dataRate) {}

  private final HwDevice device;
  private final HwEvents events;
  private final byte[][] configs = new byte[GROUPS][];
  private final Session[] sessions = new Session[GROUPS];
  private int deviceClass = CLASS_A;

  HwGroups(HwDevice device, HwEvents events) {
    this.device = device;
    this.events = events;
  }

  void reset() {
    deviceClass = CLASS_A;
    for (int id = 0; id < GROUPS; id++) {
      configs[id] = null;
      sessions[id] = null;
    }
  }

  /** Leaving class C or B ends the sessions in it. */
  HwResult setClass(int wanted) {
    if (wanted < CLASS_A || wanted > CLASS_B) {
      return HwResult.INVALID;
    }
    if (!device.isJoined()) {
      return HwResult.FAIL;
    }
    if (wanted != deviceClass) {
      stopAll(true);
      stopAll(false);
    }
    deviceClass = wanted;
    if (wanted == CLASS_B) {
      events.add(HwEvents.CLASS_B_STATUS, (byte) 1);
    }
    return HwResult.OK;
  }

  /** Group id, McAddr, McNwkSKey, McAppSKey. */
  HwResult configure(byte[] data) {
    if (data.length != 1 + CONFIG) {
      return HwResult.BAD_SIZE;
    }
    int id = data[0] & 0xff;
    if (id >= GROUPS) {
      return HwResult.INVALID;
    }
    if (sessions[id] != null) {
      return HwResult.FAIL; // not while it is listened to
    }
    byte[] config = new byte[CONFIG];
    System.arraycopy(data, 1, config, 0, CONFIG);
    configs[id] = config;
    device.mac().ifPresent(mac -> mac.defineGroup(HwDevice.group(id, config)));
    return HwResult.OK;
  }

  /** McAddr; keys never come back. */
  HwAnswer config(byte[] data) {
    int id = data.length == 1 ? data[0] & 0xff : GROUPS;
    if (id >= GROUPS || configs[id] == null) {
      return HwAnswer.of(HwResult.INVALID);
    }
    return HwAnswer.ok(configs[id][0], configs[id][1], configs[id][2], configs[id][3]);
  }

  /** Group id, frequency, data rate; in class B the periodicity too. */
  HwResult start(byte[] data, boolean classB) {
    if (data.length != (classB ? 7 : 6)) {
      return HwResult.BAD_SIZE;
    }
    ByteBuffer in = ByteBuffer.wrap(data);
    int id = in.get() & 0xff;
    int frequencyHz = in.getInt();
    int dataRate = in.get() & 0xff;
    Optional<Mac> mac = device.mac();
    if (id >= GROUPS || configs[id] == null || mac.isEmpty() || !inClass(classB)) {
      return HwResult.FAIL;
    }
    if (!mac.get().supportsDataRate(dataRate) || !mac.get().supportsFrequency(frequencyHz)) {
      return HwResult.INVALID;
    }
    begin(mac.get(), id, new Session(classB, frequencyHz, dataRate), classB ? in.get() & 7 : 0);
    return HwResult.OK;
  }

  private boolean inClass(boolean classB) {
    return deviceClass == (classB ? CLASS_B : CLASS_C);
  }

  private void begin(Mac mac, int id, Session session, int periodicity) {
    mac.defineGroup(HwDevice.group(id, configs[id]));
    sessions[id] = session;
    if (session.classB) {
      mac.openClassB(id, new PingSession(session.frequencyHz, session.dataRate, periodicity, 0));
      events.add(HwEvents.NEW_CLASS_B);
    } else {
      mac.openClassC(id, session.frequencyHz, session.dataRate);
      events.add(HwEvents.NEW_CLASS_C);
    }
  }

  /** Whether it was started, its frequency and data rate. */
  HwAnswer status(byte[] data, boolean classB) {
    int id = data.length == 1 ? data[0] & 0xff : GROUPS;
    if (id >= GROUPS) {
      return HwAnswer.of(HwResult.INVALID);
    }
    Session session = sessions[id];
    if (session == null || session.classB != classB) {
      return HwAnswer.ok(new byte[6]);
    }
    return HwAnswer.ok(
        ByteBuffer.allocate(6)
            .put((byte) 1)
            .putInt(session.frequencyHz)
            .put((byte) session.dataRate)
            .array());
  }

  HwResult stop(byte[] data, boolean classB) {
    int id = data.length == 1 ? data[0] & 0xff : GROUPS;
    if (id >= GROUPS) {
      return HwResult.INVALID;
    }
    stop(id, classB);
    return HwResult.OK;
  }

  void stopAll(boolean classB) {
    for (int id = 0; id < GROUPS; id++) {
      stop(id, classB);
    }
  }

  private void stop(int id, boolean classB) {
    Session session = sessions[id];
    if (session == null || session.classB != classB) {
      return;
    }
    sessions[id] = null;
    device.mac().ifPresent(mac -> close(mac, id, classB));
    boolean last = true;
    for (Session other : sessions) {
      last &= other == null || other.classB != classB;
    }
    if (last) {
      events.add(classB ? HwEvents.NO_MORE_CLASS_B : HwEvents.NO_MORE_CLASS_C);
    }
  }

  private static void close(Mac mac, int id, boolean classB) {
    if (classB) {
      mac.closeClassB(id);
    } else {
      mac.closeClassC(id);
    }
  }

  /** Where a downlink of this group was heard, as the metadata has it. */
  int window(int groupId) {
    Session session = sessions[groupId];
    return session != null && session.classB ? 9 + groupId : 4 + groupId;
  }

  /** The channel of a group's session; 0 if it is over. */
  int frequencyHz(int groupId) {
    Session session = sessions[groupId];
    return session == null ? 0 : session.frequencyHz;
  }

  int dataRate(int groupId) {
    Session session = sessions[groupId];
    return session == null ? 0 : session.dataRate;
  }
}
