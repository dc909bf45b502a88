// cognito-local encrypts codes without an encryption context. This gives them the one that Cognito's have,
// and leaves the encryption to the AWS Encryption SDK for JavaScript, under cognito-local's keyring.
const { AsyncLocalStorage } = require("node:async_hooks");
const { buildClient, CommitmentPolicy } = require("@aws-crypto/client-node");
const { CryptoService } = require("cognito-local/lib/services/crypto");
const { MessagesService } = require("cognito-local/lib/services/messages");

const { encrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_ALLOW_DECRYPT);
const pool = new AsyncLocalStorage();
const deliver = MessagesService.prototype.customDelivery;

MessagesService.prototype.customDelivery = function (context, source, client, userPoolId, ...rest) {
  return pool.run(userPoolId, () => deliver.call(this, context, source, client, userPoolId, ...rest));
};

CryptoService.prototype.encrypt = async function (_, plaintext) {
  const encryptionContext = { "userpool-id": pool.getStore() };
  const { result } = await encrypt(this.keyringNode, plaintext, { encryptionContext });
  return result.toString("base64");
};
