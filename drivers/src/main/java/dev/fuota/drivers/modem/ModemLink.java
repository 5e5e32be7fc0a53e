package dev.fuota.drivers.modem;

import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.LinkCapabilities;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.link.PingSession;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * A LoRaWAN link that is a modem, over resets, unplugging and changes of its firmware: what is
 * wanted of it is kept here, and told anew to a modem that forgot it. Nobody above has to know.
 *
 * <p>Modems keep frame counters to themselves: the McFCnt window of a group is theirs to check, and
 * they check it from 0 on. A session that is opened while an uplink and its windows last begins
 * behind them, as no modem changes its class before.
 */
public final class ModemLink implements LorawanLink, AutoCloseable {
  private final Dialect dialect;
  private final Region region;
  private final Wanted wanted;
  private final Report report;
  private final Keeper keeper;
  private LorawanLink.Listener listener = Silence.LISTENER;

  /**
   * A link that does nothing before {@link #start}.
   *
   * @param random spreads joins
   */
  public ModemLink(
      Dialect dialect,
      ModemSettings settings,
      Scheduler scheduler,
      InstantSource clock,
      RandomGenerator random,
      ModemHealth health) {
    this.dialect = dialect;
    this.region = settings.region();
    this.wanted = new Wanted(settings.always());
    this.report = new Report(health);
    this.keeper = new Keeper(dialect, wanted, scheduler, clock, random, report);
  }

  /** Opens the line; from now on the modem is brought up whenever it is there. */
  public void start() {
    dialect.start(new FromModem());
  }

  /** Gives the modem up; it stays as it is. */
  @Override
  public void close() {
    keeper.stop();
    dialect.close();
  }

  @Override
  public void listen(Listener other) {
    listener = other;
    keeper.listener = other;
  }

  /** Before the modem has answered: that it can do nothing. */
  @Override
  public LinkCapabilities capabilities() {
    return keeper.identity().capabilities();
  }

  @Override
  public Activity activity() {
    return keeper.isJoined() ? Activity.ACTIVE : Activity.JOINING;
  }

  @Override
  public boolean ready() {
    return keeper.isReady();
  }

  @Override
  public int maxPayload() {
    return dialect.maxPayload();
  }

  @Override
  public void send(int fPort, byte[] payload, boolean confirmed) {
    if (!ready()) {
      throw new IllegalStateException("the modem is not there, not joined, or busy");
    }
    keeper.send(fPort, payload, confirmed);
  }

  @Override
  public void requestTime() {
    if (capabilities().asksTime()) {
      keeper.wantTime();
    }
  }

  /** Has the next uplink ask how well it is heard; {@link Listener#onLinkCheck} may follow. */
  public void requestLinkCheck() {
    keeper.wantLinkCheck();
  }

  @Override
  public void defineGroup(MulticastGroup group) {
    wanted.define(group);
    keeper.onWanted();
  }

  @Override
  public void deleteGroup(int groupId) {
    wanted.delete(groupId);
    keeper.onWanted();
  }

  @Override
  public void openClassC(int groupId, int frequencyHz, int dataRate) {
    wanted.openClassC(groupId, frequencyHz, dataRate);
    keeper.onWanted();
  }

  @Override
  public void closeClassC(int groupId) {
    wanted.close(groupId);
    keeper.onWanted();
  }

  @Override
  public boolean supportsClassB() {
    return capabilities().classB();
  }

  @Override
  public void openClassB(int groupId, PingSession session) {
    wanted.openClassB(groupId, session);
    keeper.onWanted();
  }

  @Override
  public void closeClassB(int groupId) {
    wanted.close(groupId);
    keeper.onWanted();
  }

  /** Of a modem that hears sessions only where it listens for RX2: whether this is there. */
  @Override
  public boolean supportsDataRate(int dataRate) {
    return switch (capabilities().tuning()) {
      case ANY -> region.downlinkRate(dataRate).isPresent();
      case RX2_ONLY -> dataRate == region.rx2Rate();
      case NONE -> false;
    };
  }

  @Override
  public boolean supportsFrequency(int frequencyHz) {
    return switch (capabilities().tuning()) {
      case ANY -> region.isFrequency(frequencyHz);
      case RX2_ONLY -> frequencyHz == region.rx2FrequencyHz();
      case NONE -> false;
    };
  }

  /** What the modem says of its own. */
  private final class FromModem implements Dialect.Events {
    @Override
    public void onOpened() {
      keeper.onOpened();
    }

    @Override
    public void onLost(String reason) {
      report.trouble(reason);
      keeper.onLost();
    }

    @Override
    public void onReset() {
      keeper.onReset();
    }

    @Override
    public void onJoined() {
      keeper.onJoined();
    }

    @Override
    public void onDownlink(int fPort, byte[] payload, Dialect.Cast cast, OptionalInt named) {
      if (!isMulticast(cast)) {
        tell(fPort, payload, Downlink.UNICAST);
        return;
      }
      OptionalInt group = named.isPresent() ? named : wanted.hearing();
      if (group.isPresent() && wanted.hears(group.getAsInt())) {
        tell(fPort, payload, group.getAsInt());
      } // else the last frame of a session that was closed just now
    }

    /**
     * Where the modem does not say for whom a downlink was: in a session it is for the group,
     * unless the windows of an uplink are open, in which the server answers. A command for one
     * device that is taken for one to the group is not carried out and comes again; the other way
     * round any member of the group could command this device.
     */
    private boolean isMulticast(Dialect.Cast cast) {
      return switch (cast) {
        case UNICAST -> false;
        case MULTICAST -> true;
        case UNTOLD -> wanted.hearing().isPresent() && !keeper.isSending();
      };
    }

    private void tell(int fPort, byte[] payload, int groupId) {
      listener.onDownlink(new Downlink(fPort, payload, groupId, Downlink.UNKNOWN_COUNTER));
    }

    @Override
    public void onNetworkTime(Instant now) {
      listener.onNetworkTime(now);
    }

    @Override
    public void onLinkCheck(int marginDb, int gateways) {
      listener.onLinkCheck(marginDb, gateways);
    }

    @Override
    public void onBeaconLost() {
      listener.onBeaconLost();
    }

    @Override
    public void onTrouble(String sentence) {
      report.trouble(sentence);
    }
  }
}
