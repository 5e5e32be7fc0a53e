package dev.fuota.server.harness;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.fec.FecDecoder;
import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.protocol.firmware.DevDeleteImageAns;
import dev.fuota.protocol.firmware.DevDeleteImageReq;
import dev.fuota.protocol.firmware.DevRebootCountdownAns;
import dev.fuota.protocol.firmware.DevRebootCountdownReq;
import dev.fuota.protocol.firmware.DevRebootTimeAns;
import dev.fuota.protocol.firmware.DevRebootTimeReq;
import dev.fuota.protocol.firmware.DevUpgradeImageAns;
import dev.fuota.protocol.firmware.DevUpgradeImageReq;
import dev.fuota.protocol.firmware.DevVersionAns;
import dev.fuota.protocol.firmware.DevVersionReq;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.fragmentation.FragSessionDeleteAns;
import dev.fuota.protocol.fragmentation.FragSessionDeleteReq;
import dev.fuota.protocol.fragmentation.FragSessionSetupAns;
import dev.fuota.protocol.fragmentation.FragSessionSetupReq;
import dev.fuota.protocol.fragmentation.FragSessionStatusAns;
import dev.fuota.protocol.fragmentation.FragSessionStatusReq;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.multicast.McClassCSessionAns;
import dev.fuota.protocol.multicast.McClassCSessionReq;
import dev.fuota.protocol.multicast.McGroupDeleteAns;
import dev.fuota.protocol.multicast.McGroupDeleteReq;
import dev.fuota.protocol.multicast.McGroupSetupAns;
import dev.fuota.protocol.multicast.McGroupSetupReq;
import dev.fuota.protocol.multicast.McKeys;
import dev.fuota.protocol.time.GpsTime;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** A device that takes part in an update as it should, but for what a test forbids it. */
public final class UpdatingDevice {
  private static final Duration REACTION = Duration.ofSeconds(3);

  private final ScriptedDevice device;
  private final VirtualTime time;
  private final long newVersion;
  private final Map<Integer, byte[]> store = new HashMap<>();
  private final Set<Class<? extends Command>> ignored = new HashSet<>();
  private long version;
  private FragSessionSetupReq session =
      new FragSessionSetupReq(0, 0, 1, 1, 0, 0, 0, Bytes.of(new byte[4]));
  private FecDecoder decoder = new FecDecoder(ParityMatrix.V1.rows(1), 1);
  private int upImageStatus = DevUpgradeImageAns.VALID_IMAGE;
  private boolean refusesDescriptor;
  private boolean reportsVersion = true;
  private int answersWithoutTime;
  private int secondsFast;

  public UpdatingDevice(World world, long oldVersion, long newVersion) {
    this.device = world.device();
    this.time = world.time();
    this.version = oldVersion;
    this.newVersion = newVersion;
    device.script((self, command) -> time.after(REACTION, () -> react(command)));
  }

  public ScriptedDevice radio() {
    return device;
  }

  public long version() {
    return version;
  }

  /** Plays dead to requests of this type. */
  public void ignore(Class<? extends Command> request) {
    ignored.add(request);
  }

  public void refuseDescriptor() {
    refusesDescriptor = true;
  }

  /** What it thinks of the image, once it has it. */
  public void judgeImage(int status) {
    upImageStatus = status;
  }

  /** Reports nothing by itself after an update. */
  public void doNotReport() {
    reportsVersion = false;
  }

  /** Does not know the time in its first answers. */
  public void knowTimeAfter(int answers) {
    answersWithoutTime = answers;
  }

  public void runFastBy(int seconds) {
    secondsFast = seconds;
  }

  /** The image as received; only when complete. */
  public Bytes image() {
    byte[] block = new byte[session.nbFrag() * session.fragSize()];
    decoder.rebuild(
        1,
        session.nbFrag(),
        (n, into) -> System.arraycopy(stored(n), 0, into, 0, into.length),
        block);
    return Bytes.of(block, 0, block.length - session.padding());
  }

  private byte[] stored(int n) {
    byte[] data = store.get(n);
    if (data == null) {
      throw new AssertionError("fragment " + n + " was not stored");
    }
    return data;
  }

  private void react(Command command) {
    if (ignored.contains(command.getClass())) {
      return;
    }
    if (command instanceof McGroupSetupReq req) {
      onGroupSetup(req);
    } else if (command instanceof DevRebootTimeReq req) {
      onRebootTime(req);
    } else if (command instanceof FragSessionSetupReq req) {
      onFragSessionSetup(req);
    } else if (command instanceof McClassCSessionReq req) {
      onClassCSession(req);
    } else if (command instanceof DataFragment fragment) {
      onFragment(fragment);
    } else if (command instanceof FragSessionStatusReq req) {
      onStatusReq(req);
    } else if (command instanceof DevUpgradeImageReq) {
      onUpgradeImageReq();
    } else if (command instanceof DevRebootCountdownReq req) {
      device.answer(203, new DevRebootCountdownAns(req.countdown()));
      time.after(Duration.ofSeconds(req.countdown()), this::reboot);
    } else if (command instanceof FragSessionDeleteReq req) {
      store.clear();
      device.answer(201, new FragSessionDeleteAns(req.fragIndex(), false));
    } else if (command instanceof McGroupDeleteReq req) {
      device.listenToGroups(false);
      device.answer(200, new McGroupDeleteAns(req.mcGroupId(), false));
    } else if (command instanceof DevDeleteImageReq) {
      device.answer(203, new DevDeleteImageAns(!decoder.complete(), false));
    } else if (command instanceof DevVersionReq) {
      device.answer(203, new DevVersionAns(version, 1));
    }
  }

  private void onGroupSetup(McGroupSetupReq req) {
    AesKey keKey = McKeys.keyEncryptionKey(McKeys.rootKeyOfGenAppKey(device.genAppKey()));
    AesKey mcKey = McKeys.unwrap(keKey, req.mcKeyEncrypted());
    device.join(req.mcAddr(), McKeys.sessionKeys(mcKey, req.mcAddr()));
    device.answer(200, new McGroupSetupAns(req.mcGroupId(), false));
  }

  private long secondsUntil(long gpsSeconds) {
    long left = GpsTime.of(time.instant()).until(new GpsTime(gpsSeconds)).toSeconds();
    return Math.max(0, left - secondsFast);
  }

  private void onRebootTime(DevRebootTimeReq req) {
    long seconds = secondsUntil(req.rebootTime());
    device.answer(203, new DevRebootTimeAns(seconds));
    time.after(Duration.ofSeconds(seconds), this::reboot);
  }

  private void onFragSessionSetup(FragSessionSetupReq req) {
    if (!refusesDescriptor && !req.equals(session)) {
      session = req;
      store.clear();
      decoder = new FecDecoder(ParityMatrix.V1.rows(req.nbFrag()), req.nbFrag());
    }
    device.answer(
        201, new FragSessionSetupAns(false, false, false, refusesDescriptor, req.fragIndex()));
  }

  private void onClassCSession(McClassCSessionReq req) {
    long seconds = secondsUntil(req.sessionTime());
    int timeToStart =
        answersWithoutTime-- > 0 ? McClassCSessionAns.TIME_UNKNOWN : Math.toIntExact(seconds);
    device.answer(200, McClassCSessionAns.accepted(req.mcGroupId(), timeToStart));
    Instant start = time.instant().plusSeconds(seconds);
    time.at(start, () -> device.listenToGroups(true));
    time.at(start.plus(req.length()), () -> device.listenToGroups(false));
  }

  private void onFragment(DataFragment fragment) {
    if (decoder.offer(fragment.n()) == FecDecoder.Outcome.INNOVATIVE) {
      store.put(fragment.n(), fragment.data().toArray());
    }
  }

  private void onStatusReq(FragSessionStatusReq req) {
    if (req.participants() || !decoder.complete()) {
      int missing = Math.min(255, decoder.missingFragments());
      device.answer(
          201, new FragSessionStatusAns(req.fragIndex(), decoder.received(), missing, false));
    }
  }

  private void onUpgradeImageReq() {
    boolean valid = upImageStatus == DevUpgradeImageAns.VALID_IMAGE;
    device.answer(
        203,
        new DevUpgradeImageAns(
            upImageStatus, valid ? OptionalLong.of(newVersion) : OptionalLong.empty()));
  }

  private void reboot() {
    if (decoder.complete() && upImageStatus == DevUpgradeImageAns.VALID_IMAGE) {
      version = newVersion;
      if (reportsVersion) {
        report(device.acknowledgements());
      }
    }
  }

  /** TR-16: again and again, until acknowledged. */
  private void report(int acknowledgementsBefore) {
    if (device.acknowledgements() == acknowledgementsBefore) {
      device.send(204, versionReport(version), true);
      time.after(Duration.ofMinutes(2), () -> report(acknowledgementsBefore));
    }
  }

  public static Bytes versionReport(long fwVersion) {
    ByteBuffer out = ByteBuffer.allocate(13).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 1).putInt((int) fwVersion).putInt(1).putInt(20);
    return Bytes.of(out.array());
  }
}
