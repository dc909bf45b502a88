// Keeps every message that cognito-local delivers, one line of JSON each, in the file $OUTBOX.
const fs = require("node:fs");
const { ConsoleMessageSender } = require("cognito-local/lib/services/messageDelivery/consoleMessageSender");

ConsoleMessageSender.prototype.sendToConsole = async (_, user, to, message) => {
  fs.appendFileSync(process.env.OUTBOX, `${JSON.stringify({ user: user.Username, to, ...message })}\n`);
};
