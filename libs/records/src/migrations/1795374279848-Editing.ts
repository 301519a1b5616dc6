import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Editing1795374279848 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "reel_revision" ("reel_id" uuid NOT NULL, "revision" integer NOT NULL, "workspace_id" uuid NOT NULL, "project_id" uuid NOT NULL, "title" text NOT NULL, "design" jsonb NOT NULL, "cut" jsonb NOT NULL, "checks" jsonb NOT NULL, "step_key" text NOT NULL, "transcript_revision" integer NOT NULL, "reencoded_ms" integer NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "reel_revision_pkey" PRIMARY KEY ("reel_id", "revision"))`,
    );
    await queryRunner.query(`ALTER TABLE "highlight" ADD "chosen_by_user" boolean NOT NULL DEFAULT false`);
    await queryRunner.query(`ALTER TABLE "reel" ADD "by_itself" boolean NOT NULL DEFAULT false`);
    // Reels from before had no design of their own: they were drawn as their project's options said.
    await queryRunner.query(`ALTER TABLE "reel" ADD "design" jsonb`);
    await queryRunner.query(`ALTER TABLE "reel" ADD "draft" jsonb`);
    await queryRunner.query(`UPDATE "reel" SET "design" = jsonb_build_object(
         'aspect', '9:16', 'background', 'auto', 'layout', "options"->'layout', 'captions', "options"->'captions',
         'look', '{"font": null, "size": 1, "position": "auto", "colour": null, "highlight": null, "wordsAtATime": null, "upperCase": null}'::jsonb
       ) FROM "project" WHERE "project"."id" = "reel"."project_id"`);
    await queryRunner.query(`UPDATE "reel" SET "draft" = jsonb_build_object('title', "title", 'design', "design")`);
    await queryRunner.query(`ALTER TABLE "reel" ALTER COLUMN "design" SET NOT NULL`);
    await queryRunner.query(`ALTER TABLE "reel" ALTER COLUMN "draft" SET NOT NULL`);
    await queryRunner.query(`ALTER TABLE "reel" ADD "draft_version" integer NOT NULL DEFAULT '1'`);
    await queryRunner.query(`ALTER TABLE "reel" ADD "transcript_revision" integer`);
    // What is ready was made from the newest transcript, and its newest video is the finished one.
    await queryRunner.query(
      `UPDATE "reel" SET "transcript_revision" = (SELECT max("revision") FROM "transcript" WHERE "transcript"."project_id" = "reel"."project_id") WHERE "cut" <> '[]'`,
    );
    await queryRunner.query(`INSERT INTO "reel_revision" ("reel_id", "revision", "workspace_id", "project_id", "title", "design", "cut", "checks", "step_key", "transcript_revision", "reencoded_ms", "created_at")
       SELECT "reel"."id", "reel"."revision", "reel"."workspace_id", "reel"."project_id", "title", "design", "cut", "checks", "made"."step_key", "reel"."transcript_revision",
         (SELECT sum(("range"->>'endMs')::int - ("range"->>'startMs')::int) FROM jsonb_array_elements("cut") AS "range"), "made"."created_at"
       FROM "reel" JOIN LATERAL (
         SELECT "step_key", "created_at" FROM "artifact" WHERE "artifact"."reel_id" = "reel"."id" AND "kind" = 'video' ORDER BY "created_at" DESC LIMIT 1
       ) AS "made" ON true WHERE "reel"."state" = 'ready' AND "transcript_revision" IS NOT NULL`);
    await queryRunner.query(`ALTER TABLE "episode" ADD "palette" jsonb`);
    await queryRunner.query(`ALTER TABLE "transcript" ADD "summary" text NOT NULL DEFAULT 'As recognized'`);
    await queryRunner.query(`ALTER TABLE "transcript" ALTER COLUMN "summary" DROP DEFAULT`);
    await queryRunner.query(`ALTER TABLE "transcript" DROP CONSTRAINT "transcript_project_id_step_key_key"`);
    await queryRunner.query(`ALTER TABLE "transcript" ALTER COLUMN "step_key" DROP NOT NULL`);
    await queryRunner.query(
      `ALTER TABLE "transcript" ADD CONSTRAINT "transcript_project_id_step_key_key" UNIQUE ("project_id", "step_key")`,
    );
    await queryRunner.query(
      `ALTER TABLE "reel_revision" ADD CONSTRAINT "reel_revision_reel_id_fkey" FOREIGN KEY ("reel_id") REFERENCES "reel"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "reel_revision" ADD CONSTRAINT "reel_revision_project_id_workspace_id_fkey" FOREIGN KEY ("project_id", "workspace_id") REFERENCES "project"("id","workspace_id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "reel_revision" DROP CONSTRAINT "reel_revision_project_id_workspace_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "reel_revision" DROP CONSTRAINT "reel_revision_reel_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "transcript" DROP CONSTRAINT "transcript_project_id_step_key_key"`);
    await queryRunner.query(`DELETE FROM "transcript" WHERE "step_key" IS NULL`);
    await queryRunner.query(`ALTER TABLE "transcript" ALTER COLUMN "step_key" SET NOT NULL`);
    await queryRunner.query(
      `ALTER TABLE "transcript" ADD CONSTRAINT "transcript_project_id_step_key_key" UNIQUE ("project_id", "step_key")`,
    );
    await queryRunner.query(`ALTER TABLE "transcript" DROP COLUMN "summary"`);
    await queryRunner.query(`ALTER TABLE "episode" DROP COLUMN "palette"`);
    await queryRunner.query(`ALTER TABLE "reel" DROP COLUMN "transcript_revision"`);
    await queryRunner.query(`ALTER TABLE "reel" DROP COLUMN "draft_version"`);
    await queryRunner.query(`ALTER TABLE "reel" DROP COLUMN "draft"`);
    await queryRunner.query(`ALTER TABLE "reel" DROP COLUMN "design"`);
    await queryRunner.query(`ALTER TABLE "reel" DROP COLUMN "by_itself"`);
    await queryRunner.query(`ALTER TABLE "highlight" DROP COLUMN "chosen_by_user"`);
    await queryRunner.query(`DROP TABLE "reel_revision"`);
  }
}
