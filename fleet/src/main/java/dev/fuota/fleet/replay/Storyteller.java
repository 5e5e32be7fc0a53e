package dev.fuota.fleet.replay;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.boot.BootResult;
import dev.fuota.device.link.DeviceLink;
import dev.fuota.fleet.air.DeviceRadio;
import dev.fuota.fleet.fault.Strike;
import dev.fuota.fleet.fault.Witness;
import dev.fuota.fleet.replay.StoryLine.Kind;
import dev.fuota.fleet.world.DeviceObserver;
import dev.fuota.fleet.world.LinkTap;
import dev.fuota.fleet.world.SimulatedDevice;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.link.PingSession;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.packages.ApplicationPackage.Direction;
import dev.fuota.report.Say;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sees one device of a cell, and puts into words what happens to it. */
final class Storyteller implements Witness {
  private final int number;
  private final StoryMaker maker;
  private @Nullable Teller teller;

  /** Makes the script of a story when the device is there. */
  @FunctionalInterface
  interface StoryMaker {
    Script script(SimulatedDevice device);
  }

  /**
   * The story of a device.
   *
   * @param number of the device in its cell
   */
  Storyteller(int number, StoryMaker maker) {
    this.number = number;
    this.maker = maker;
  }

  @Override
  public DeviceRadio radio(int device, DeviceRadio radio) {
    return device == number ? new HeardRadio(radio, own()) : radio;
  }

  @Override
  public DeviceLink link(int device, DeviceLink link) {
    return device == number ? new LinkTap(link, own()) : link;
  }

  @Override
  public void made(int device, SimulatedDevice made) {
    if (device == number) {
      own().is(made, maker.script(made));
    }
  }

  private Teller own() {
    if (teller == null) {
      teller = new Teller();
    }
    return teller;
  }

  /** Faults of the air around it and of its server are part of its story, too. */
  @Override
  public void onStrike(Strike strike) {
    if (teller != null && strike.device().orElse(number) == number) {
      teller.script().tell(Kind.FAULT, "fault " + strike.fault() + " strikes: " + strike.what());
    }
  }

  /** Tells what was kept back. */
  void finish() {
    if (teller != null) {
      teller.script().endFrame(List.of());
      teller.script().flush();
    }
  }

  private static final class Teller implements DeviceObserver, LinkTap.Ear, HeardRadio.Ear {
    private @Nullable Script script;
    private @Nullable Frames frames;
    private @Nullable LoraChannel listensOn;
    private @Nullable String window;
    private byte[] lastSent = {};
    private List<String> said = List.of();

    void is(SimulatedDevice device, Script begun) {
      script = begun;
      frames = new Frames(device.series().packageVersion());
      device.flash().listen(begun::operation);
      device.observe(this);
    }

    Script script() {
      if (script == null) {
        throw new IllegalStateException("the device is not made");
      }
      return script;
    }

    private Frames frames() {
      if (frames == null) {
        throw new IllegalStateException("the device is not made");
      }
      return frames;
    }

    @Override
    public void onTransmit(LoraChannel channel, int eirpDbm, byte[] phyPayload) {
      window = null;
      boolean again = Arrays.equals(phyPayload, lastSent);
      lastSent = phyPayload.clone();
      List<String> details = new ArrayList<>();
      if (again) {
        details.add("the same again");
      } else {
        details.addAll(Frames.options(phyPayload));
        details.addAll(said);
        said = List.of();
      }
      String where = Frames.channel(channel) + ", " + eirpDbm + " dBm";
      script().tell(Kind.SENT, Frames.frame(phyPayload) + "; " + where, details);
    }

    @Override
    public void onListen(LoraChannel channel, Duration time, boolean beacon) {
      String length = String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
      window = Frames.channel(channel) + " for " + length + (beacon ? " for a beacon" : "");
    }

    @Override
    public void onListenOn(LoraChannel channel) {
      window = null;
      if (!channel.equals(listensOn)) {
        listensOn = channel;
        script().tell(Kind.LISTENS, Frames.channel(channel) + " from now on");
      }
    }

    @Override
    public void onNothing() {
      if (window != null) {
        script().emptyWindow(window);
        window = null;
      }
    }

    @Override
    public void onReceived(byte[] phyPayload, Quality quality, Runnable deliver) {
      window = null;
      String how = quality.rssiDbm() + " dBm, SNR " + quality.snrDb() + " dB";
      script().beginFrame(Frames.frame(phyPayload) + "; " + how, Frames.options(phyPayload));
      deliver.run();
      script().endFrame(List.of()); // the link took it for itself, or took nothing of it
    }

    @Override
    public void onDownlink(Downlink downlink) {
      Bytes payload = Bytes.of(downlink.payload());
      if (!script().sumsUp() || !Frames.isFragment(downlink.fPort(), payload)) {
        script().endFrame(frames().payload(downlink.fPort(), payload, Direction.DOWN));
      }
    }

    /** What becomes of a fragment stands in the line of its frame. */
    @Override
    public void onEvent(AgentEvent event) {
      if (event instanceof AgentEvent.FragmentReceived received) {
        script().endFragment(received);
      } else {
        script().tell(Kind.STATE, Sentences.of(event));
      }
    }

    @Override
    public byte[] onSend(int fPort, byte[] payload) {
      said = frames().payload(fPort, Bytes.of(payload), Direction.UP);
      return payload;
    }

    @Override
    public void onUplinkDone(boolean acknowledged) {
      if (acknowledged) {
        script().tell(Kind.LINK, "the network acknowledged the uplink");
      }
    }

    @Override
    public void onStart(LorawanLink link) {
      listensOn = null;
      script()
          .tell(
              Kind.LINK,
              link.activity() == LorawanLink.Activity.JOINING
                  ? "has no session, and will join"
                  : "goes on with the session that it has");
    }

    @Override
    public void onActivated() {
      script().tell(Kind.LINK, "joined: a new session");
    }

    @Override
    public void onOpen(int groupId, int frequencyHz, int dataRate) {
      String where = String.format(Locale.ROOT, "%.3f MHz DR%d", frequencyHz / 1e6, dataRate);
      script().tell(Kind.LINK, "class C for group " + groupId + ": " + where);
    }

    @Override
    public void onOpen(int groupId, PingSession session) {
      String how = "DR" + session.dataRate() + ", periodicity " + session.periodicity();
      script().tell(Kind.LINK, "class B for group " + groupId + ": " + how);
    }

    @Override
    public void onClose(int groupId) {
      script().tell(Kind.LINK, "the session of group " + groupId + " is over");
    }

    @Override
    public void onNetworkTime(Instant now) {
      script().tell(Kind.LINK, "the network says that it is " + now);
    }

    @Override
    public void onBooting() {
      listensOn = null;
      window = null;
      script().tell(Kind.BOOT, "the bootloader begins");
    }

    @Override
    public void onBooted(BootResult result) {
      script().tell(Kind.BOOT, Sentences.of(result), result.refused().stream().toList());
    }

    @Override
    public void onPowerLost(long operation, String during, Duration dark) {
      String since = Say.count(operation, "flash operation") + " of its life";
      script().tell(Kind.POWER, "fails " + during, List.of("after " + since, dark(dark)));
    }

    private static String dark(Duration dark) {
      return "dark for " + dark.toSeconds() + " s";
    }
  }
}
