//! The commands on the texts that emails begin with.

use uuid::Uuid;
use workestra_core::{Entity, Grant, Kind};
use workestra_store::EmailTemplate;

use super::Open;
use super::placeholders::{Filling, Places};
use crate::api::{
    CommandError, ErrorCode, Nothing, Template, TemplateFill, TemplateFilled, TemplateName, TemplatePreview,
    TemplateSave, Templates,
};

impl Open {
    /// All templates.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn template_list(&self, _: &Grant, _: Nothing) -> Result<Templates, CommandError> {
        let templates = self.store.templates().await?;
        Ok(Templates {
            templates: templates.into_iter().map(shown).collect(),
        })
    }

    /// Keeps a template.
    ///
    /// # Errors
    /// When a placeholder stands for nothing that may be in an email, or the name is taken.
    pub async fn template_save(&self, grant: &Grant, save: TemplateSave) -> Result<Templates, CommandError> {
        self.check_places(save.kind, [&save.subject, &save.body])?;
        let template = EmailTemplate {
            id: save.id.unwrap_or_else(Uuid::now_v7),
            name: save.name,
            kind: save.kind,
            subject: save.subject,
            body: save.body,
        };
        self.store.save_template(grant, &template).await?;
        self.template_list(grant, Nothing {}).await
    }

    /// Forgets a template.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn template_remove(&self, grant: &Grant, name: TemplateName) -> Result<Templates, CommandError> {
        self.store.remove_template(grant, name.id).await?;
        self.template_list(grant, Nothing {}).await
    }

    /// Fills a template in with what an entity says.
    ///
    /// # Errors
    /// When there is no such template or entity, or the template is of another kind.
    pub async fn template_fill(&self, _: &Grant, fill: TemplateFill) -> Result<TemplateFilled, CommandError> {
        let template = self.store.template(fill.id).await?;
        let template = template.ok_or_else(|| CommandError::not_found("that template is not there any more"))?;
        let entity = self.entity_named(&fill.entity).await?;
        if let Some(kind) = template.kind.filter(|kind| *kind != entity.kind) {
            let message = format!("“{}” is for {kind}s, and {} is none", template.name, entity.reference);
            return Err(CommandError::new(ErrorCode::InvalidArguments, message));
        }
        self.filled(&entity, &template.subject, &template.body).await
    }

    /// Fills a text in that is still being written, as it would be once it is kept.
    ///
    /// # Errors
    /// When a placeholder stands for nothing that may be in an email, there is no such entity, or it is of another kind.
    pub async fn template_preview(&self, _: &Grant, preview: TemplatePreview) -> Result<TemplateFilled, CommandError> {
        self.check_places(preview.kind, [&preview.subject, &preview.body])?;
        let entity = self.entity_named(&preview.entity).await?;
        if let Some(kind) = preview.kind.filter(|kind| *kind != entity.kind) {
            let message = format!("the template is for {kind}s, and {} is none", entity.reference);
            return Err(CommandError::new(ErrorCode::InvalidArguments, message));
        }
        self.filled(&entity, &preview.subject, &preview.body).await
    }

    /// Refuses texts with placeholders that stand for nothing.
    fn check_places(&self, kind: Option<Kind>, texts: [&str; 2]) -> Result<(), CommandError> {
        let schema = self.schema();
        let places = Places::of(&schema, kind);
        for text in texts {
            places
                .check(text)
                .map_err(|problem| CommandError::new(ErrorCode::InvalidArguments, problem))?;
        }
        Ok(())
    }

    async fn filled(&self, entity: &Entity, subject: &str, body: &str) -> Result<TemplateFilled, CommandError> {
        let schema = self.schema();
        let places = Places::of(&schema, Some(entity.kind));
        let referred = self.store.entities(&places.referred(entity)).await?;
        let (members, me) = (self.members(), self.me().name);
        let mut filling = Filling {
            schema: &schema,
            members: &members,
            me: &me,
            entity,
            referred: referred.into_iter().map(|stored| stored.entity).collect(),
            missing: Vec::new(),
        };
        let subject = filling.fill(subject).replace(['\r', '\n'], " ");
        let body = filling.fill(body);
        Ok(TemplateFilled {
            subject,
            body,
            missing: filling.missing,
        })
    }
}

fn shown(template: EmailTemplate) -> Template {
    Template {
        id: template.id,
        name: template.name,
        kind: template.kind,
        subject: template.subject,
        body: template.body,
    }
}
