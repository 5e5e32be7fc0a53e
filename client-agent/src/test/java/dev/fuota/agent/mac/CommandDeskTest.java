package dev.fuota.agent.mac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.store.Records;
import dev.fuota.hal.flash.Partition;
import dev.fuota.hal.nvm.JournalNvm;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.command.DeviceModeInd;
import dev.fuota.protocol.lorawan.command.LinkCheckReq;
import dev.fuota.protocol.lorawan.command.RxTimingSetupAns;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which MAC commands still wait for an uplink. */
class CommandDeskTest {
  private static final int ROOM = 15;
  private static final LinkCheckReq QUESTION = new LinkCheckReq();
  private static final RxTimingSetupAns STICKY = new RxTimingSetupAns();
  private static final DeviceModeInd INDICATION = new DeviceModeInd(2);

  private final CommandDesk desk = newDesk();

  private static CommandDesk newDesk() {
    Simulation world = new Simulation(1);
    AesKey key = AesKey.of(Bytes.of(new byte[AesKey.LENGTH]));
    MacConfig config =
        MacConfig.of(
            Region.EU868, new Activation.Personalised(new DevAddr(1), new SessionKeys(key, key)));
    NorFlash flash = new NorFlash(FlashProfile.STM32WL, new PowerSupply(world.newRandom()));
    Records records = new Records(new JournalNvm(new Partition(flash, 0, 2)));
    return new Core(config, new SessionStore(records), world, world, world.newRandom()).desk;
  }

  @Test
  @DisplayName("MAC-056: a class A downlink ends sticky answers, and nothing else")
  void classADownlink() {
    desk.indicate(INDICATION);
    desk.answer(List.of(STICKY));
    desk.ask(QUESTION);
    desk.onClassADownlink();
    assertThat(desk.take(ROOM)).containsExactly(INDICATION, QUESTION);
  }

  @Test
  @DisplayName("What is not sticky is said once, the rest again and again")
  void saidOnce() {
    desk.indicate(INDICATION);
    desk.answer(List.of(STICKY));
    desk.ask(QUESTION);
    assertThat(desk.take(ROOM)).containsExactly(INDICATION, STICKY, QUESTION);
    assertThat(desk.take(ROOM)).containsExactly(INDICATION, STICKY);
  }

  @Test
  @DisplayName("In a new session nothing of the old one is said")
  void newSession() {
    desk.indicate(INDICATION);
    desk.answer(List.of(STICKY));
    desk.ask(QUESTION);
    desk.clear();
    assertThat(desk.hasFresh()).isFalse();
    assertThat(desk.take(ROOM)).isEmpty();
  }
}
