// A user pool, and the example `one-lambda` as all of its triggers. The README beside it says how to
// deploy it.

import { App, CfnOutput, CfnParameter, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { RustFunction } from 'cargo-lambda-cdk';
import * as path from 'node:path';

const stack = new Stack(new App(), 'Triggers', {
  description: 'A user pool, and the example `one-lambda` as all of its triggers.',
});

const partnerPoolId = new CfnParameter(stack, 'PartnerPoolId', {
  description: "The user pool whose messages carry the partners' brand.",
  default: 'eu-central-1_partners1',
  allowedPattern: '[\\w-]+_[0-9a-zA-Z]+',
});

const log = new logs.LogGroup(stack, 'TriggersLog', {
  retention: logs.RetentionDays.ONE_MONTH,
  removalPolicy: RemovalPolicy.DESTROY,
});

// The function may write its log and do nothing else. A role that the CDK makes may also create log
// groups.
const role = new iam.Role(stack, 'TriggersRole', {
  assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
});
log.grantWrite(role);

const triggers = new RustFunction(stack, 'TriggersFunction', {
  manifestPath: path.join(import.meta.dirname, '../../one-lambda'),
  binaryName: 'one-lambda',
  runtime: 'provided.al2023',
  architecture: lambda.Architecture.ARM_64,
  // CPU comes with memory, and a user waits for each cold start.
  memorySize: 256,
  // Cognito waits 5 seconds.
  timeout: Duration.seconds(5),
  role,
  logGroup: log,
  environment: { PARTNER_POOL_ID: partnerPoolId.valueAsString },
});

const users = new cognito.UserPool(stack, 'Users', {
  // Versions of the token trigger above V1_0 need ESSENTIALS or PLUS.
  featurePlan: cognito.FeaturePlan.ESSENTIALS,
  selfSignUpEnabled: true,
  signInAliases: { email: true },
  accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
  // Deleting the pool would delete its users.
  removalPolicy: RemovalPolicy.RETAIN,
});

// As `one-lambda --list cdk` prints them. `addTrigger` lets this pool, and no other, call the function.
// The function knows nothing about the pool, so there is no circular dependency.
users.addTrigger(cognito.UserPoolOperation.PRE_SIGN_UP, triggers);
users.addTrigger(cognito.UserPoolOperation.POST_CONFIRMATION, triggers);
users.addTrigger(cognito.UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, triggers, cognito.LambdaVersion.V2_0);
users.addTrigger(cognito.UserPoolOperation.CUSTOM_MESSAGE, triggers);

const app = users.addClient('App', {
  authFlows: { userSrp: true },
  // Otherwise the CDK enables the implicit grant, with https://example.com as its callback URL.
  disableOAuth: true,
  preventUserExistenceErrors: true,
});

new CfnOutput(stack, 'UserPoolId', { value: users.userPoolId });
new CfnOutput(stack, 'ClientId', { value: app.userPoolClientId });
new CfnOutput(stack, 'FunctionArn', { value: triggers.functionArn });
