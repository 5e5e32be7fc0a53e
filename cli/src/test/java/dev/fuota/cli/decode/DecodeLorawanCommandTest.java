package dev.fuota.cli.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.cli.Shell;
import dev.fuota.cli.console.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The frames are known answers: mac-frames, mac-join, mac-commands, mac-classb. */
class DecodeLorawanCommandTest {
  private static final String CONFIRMED = "80040302010300000673070ae264d4f7e117d2c0";
  private static final String NWK_S_KEY = "0102030405060708090a0b0c0d0e0f10";
  private static final String APP_S_KEY = "100f0e0d0c0b0a090807060504030201";
  private static final String ACCEPT =
      "20ea0eaf880420c89ac0db0a80f286cc675f5c754a3e49526e8e6c13475be78b34";

  @Test
  void aFrameWithoutKeysIsReadAsFarAsItIsClear() {
    JsonNode frame = Shell.run("decode", "lorawan", "--json", CONFIRMED).json();

    assertThat(frame.get("m_type").stringValue()).isEqualTo("ConfirmedDataUp");
    assertThat(frame.get("dev_addr").stringValue()).isEqualTo("01020304");
    assertThat(frame.get("f_port").intValue()).isEqualTo(10);
    assertThat(frame.get("frm_payload_wire").stringValue()).isEqualTo("e264d4f7");
    assertThat(frame.get("mic").stringValue()).isEqualTo("e117d2c0");
    assertThat(frame.get("commands").toString())
        .isEqualTo(
            "[{\"cmd\":\"DevStatusAns\",\"cid\":\"0x06\",\"battery\":115,\"snr_margin_db\":7}]");
    assertThat(frame.has("frm_payload")).isFalse();
    assertThat(frame.has("mic_ok")).isFalse();
  }

  @Test
  void withKeysTheMicIsCheckedAndThePayloadDecrypted() {
    Shell shell =
        Shell.run(
            "decode",
            "lorawan",
            "--json",
            "--nwk-s-key",
            NWK_S_KEY,
            "--app-s-key",
            APP_S_KEY,
            CONFIRMED);

    assertThat(shell.exit()).isZero();
    assertThat(shell.json().get("mic_ok").booleanValue()).isTrue();
    assertThat(shell.json().get("frm_payload").stringValue()).isEqualTo("01020304");
  }

  @Test
  void peopleSeeTheNamesOfCommands() {
    Shell shell = Shell.run("decode", "lorawan", CONFIRMED);

    assertThat(shell.exit()).isZero();
    assertThat(shell.out().lines())
        .contains("ConfirmedDataUp", "  DevStatusAns", "    battery        115");
  }

  @Test
  void anotherCounterMakesTheMicWrong() {
    Shell shell =
        Shell.run(
            "decode",
            "lorawan",
            "--json",
            "--nwk-s-key",
            NWK_S_KEY,
            "--f-cnt-high",
            "1",
            CONFIRMED);

    assertThat(shell.exit()).isEqualTo(Exit.USAGE);
    assertThat(shell.json().get("mic_ok").booleanValue()).isFalse();
    assertThat(shell.json().get("f_cnt").longValue()).isEqualTo(65536);
    assertThat(shell.json().get("ok").booleanValue()).isFalse();
  }

  @Test
  void optionsOf11AreDecrypted() {
    JsonNode frame =
        Shell.run(
                "decode",
                "lorawan",
                "--json",
                "--f-nwk-s-int-key",
                NWK_S_KEY,
                "--s-nwk-s-int-key",
                "01010101010101010101010101010100",
                "--nwk-s-enc-key",
                "01010101010101010101010101010200",
                "--app-s-key",
                APP_S_KEY,
                "600403020103000022ac0a01f0b468ddaa5ed13a")
            .json();

    assertThat(frame.get("f_opts").stringValue()).isEqualTo("020701");
    assertThat(frame.get("commands").get(0).get("cmd").stringValue()).isEqualTo("LinkCheckAns");
    assertThat(frame.get("frm_payload").stringValue()).isEqualTo("01020304");
  }

  @Test
  void aJoinAcceptIsDecrypted() {
    JsonNode accept =
        Shell.run(
                "decode",
                "lorawan",
                "--json",
                "--app-key",
                "f0517a0a887cf5f09f51f63f2033f9a7",
                ACCEPT)
            .json();

    assertThat(accept.get("dev_addr").stringValue()).isEqualTo("cd363149");
    assertThat(accept.get("join_nonce").intValue()).isEqualTo(13671726);
    assertThat(accept.get("net_id").stringValue()).isEqualTo("c945fe");
    assertThat(accept.get("rx1_delay_s").intValue()).isEqualTo(15);
    assertThat(accept.get("cf_list").get("ch_masks").toString())
        .isEqualTo("[65535,65535,65535,65535,255]");
    assertThat(accept.get("mic_ok").booleanValue()).isTrue();
  }

  @Test
  void aJoinRequestIsRead() {
    Shell shell =
        Shell.run(
            "decode",
            "lorawan",
            "--json",
            "--app-key",
            "7f55bf742c47337cf5945411ee8c4052",
            "006f36ed62c1de91e9f9f157041557f1d902009051f422");

    assertThat(shell.json().get("join_eui").stringValue()).isEqualTo("e991dec162ed366f");
    assertThat(shell.json().get("dev_nonce").intValue()).isEqualTo(2);
    assertThat(shell.json().get("mic_ok").booleanValue()).isTrue();
  }

  @Test
  void aRejoinRequestIsRead() {
    Shell shell =
        Shell.run("decode", "lorawan", "--json", "c0000d551d698245b3200f68907e92bf74c669");

    assertThat(shell.json().get("net_id").stringValue()).isEqualTo("1d550d");
    assertThat(shell.json().get("rj_count").intValue()).isEqualTo(37502);
  }

  @Test
  void aBeaconIsReadWithItsRegion() {
    Shell shell =
        Shell.run(
            "decode",
            "lorawan",
            "--json",
            "--beacon",
            "eu868",
            "0000009ef5a1c72a009f07027ed059e99c");

    assertThat(shell.exit()).isZero();
    assertThat(shell.json().get("time_gps_s").longValue()).isEqualTo(2717228544L);
    assertThat(shell.json().get("gw_specific_valid").booleanValue()).isTrue();
  }

  @Test
  void aBeaconWithAWrongTimeIsNotGood() {
    Shell shell =
        Shell.run(
            "decode",
            "lorawan",
            "--json",
            "--beacon",
            "US915",
            "000000000081879def840100726c601acb760000008464");

    assertThat(shell.exit()).isEqualTo(Exit.USAGE);
    assertThat(shell.json().get("time_valid").booleanValue()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "8004030201, 'PHYPayload needs 12 octets, 5 are there'",
    "'', 'JoinRequest needs 23 octets, 0 are there'",
    "e0000000000000000000000000, 'PROPRIETARY is not a data frame'",
    "2000, 'a join-accept is encrypted: give --app-key'",
    "xy, 'is no hexadecimal digit'",
    "80040302010300000673070ae264d4f7e117d2c0 --nwk-s-key 00, 'a key has 32 hexadecimal digits'",
    "80040302010300000673070ae264d4f7e117d2c0 --f-cnt-high 65536, '--f-cnt-high is 0..65535'",
    "00 --beacon MARS, '--beacon is one of: EU868'",
    "00 --beacon EU868, 'Beacon needs 17 octets, 1 are there'"
  })
  void whatCannotBeReadIsOneLine(String arguments, String sentence) {
    Shell shell = Shell.run(("decode lorawan " + arguments).split(" ", -1));

    assertThat(shell.exit()).isEqualTo(Exit.USAGE);
    assertThat(shell.err().lines()).hasSize(1);
    assertThat(shell.err()).contains(sentence);
  }
}
